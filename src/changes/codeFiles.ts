/** A file larger than this is generated or bundled far more often than it is read. */
export const maxFileBytes = 1_000_000;

const code =
  /\.(?:[cm]?[jt]s|[jt]sx|pyi?|go|rs|java|cs|kts?|swift|scala|php|rb|c|h|cc|cpp|cxx|hpp|dart|exs?|lua|sh|bash|ps1|fs|vue|svelte)$/iu;
const written = /(?:^|\/)(?:node_modules|bower_components|\.git|\.yarn|vendor)\/|\.min\.[cm]?js$|\.d\.[cm]?ts$/iu;

/** Whether a path names code that someone in this project wrote, in any language whose authors are told. Lockfiles and manifests do not. */
export function isCodeFile(path: string): boolean {
  return code.test(path) && !written.test(path);
}

/** Whether a path is the manifest of a package of this project. */
export function isManifest(path: string): boolean {
  return /(?:^|\/)package\.json$/u.test(path) && !/(?:^|\/)(?:node_modules|bower_components|\.yarn|vendor)\//u.test(path);
}
