/** A file larger than this is generated or bundled far more often than it is read. */
export const maxFileBytes = 1_000_000;

const supported = /\.(?:[cm]?[jt]s|[jt]sx)$/iu;
const written = /(?:^|\/)(?:node_modules|bower_components|\.git|\.yarn|vendor)\/|\.min\.[cm]?js$|\.d\.[cm]?ts$/iu;

/** Whether a path names code that we explain: TypeScript or JavaScript that someone in this project wrote. Lockfiles and manifests do not. */
export function isCodeFile(path: string): boolean {
  return supported.test(path) && !written.test(path);
}
