import type { ProgramHost } from '../programHost.ts';

/** One copy of a package on disk, known from its own manifest, which is read as data. */
export interface InstalledPackage {
  /** Absolute. */
  readonly folder: string;
  /** From where an import of the package's name leads to this very copy: absolute. */
  readonly seenFrom: string;
  readonly version: string;
  /** `postinstall` and its like: what runs on a machine that installs it. */
  readonly runsOnInstall: readonly string[];
  /** How many packages it asks for itself. */
  readonly brings: number;
}

const installScripts = ['preinstall', 'install', 'postinstall'];
/** Neighbours in whose own `node_modules` a second copy may lie. */
const mostNeighbours = 3_000;

/** The copy that code in `folder` gets: the nearest `node_modules` at or above it, not above `root`. `host` sees nothing outside `root`. */
export function installedPackage(name: string, folder: string, root: string, host: ProgramHost): InstalledPackage | undefined {
  for (let at = folder; at === root || at.startsWith(`${root}/`); at = at.slice(0, at.lastIndexOf('/'))) {
    const found = copyIn(at, name, host);
    if (found || at === root) return found;
  }
  return undefined;
}

/** Other copies of the package that lie on disk because something else asks for another version: pnpm's store, nested ones of npm and yarn. */
export function otherCopies(name: string, root: string, host: ProgramHost): readonly InstalledPackage[] {
  const modules = `${root}/node_modules`;
  const stored = host
    .folders(`${modules}/.pnpm`)
    .filter((folder) => folder.startsWith(`${name.replace('/', '+')}@`))
    .map((folder) => `${modules}/.pnpm/${folder}`);
  const neighbours = host
    .folders(modules)
    .flatMap((folder) => (folder.startsWith('@') ? host.folders(`${modules}/${folder}`).map((inner) => `${folder}/${inner}`) : [folder]))
    .slice(0, mostNeighbours)
    .map((folder) => `${modules}/${folder}`);
  const copies = [...stored, ...neighbours].flatMap((folder) => copyIn(folder, name, host) ?? []);
  return copies.filter(({ version }, index) => copies.findIndex((other) => other.version === version) === index);
}

function copyIn(seenFrom: string, name: string, host: ProgramHost): InstalledPackage | undefined {
  const folder = `${seenFrom}/node_modules/${name}`;
  const text = host.readFile(`${folder}/package.json`);
  const manifest = text === undefined ? undefined : parsed(text);
  const version = manifest?.['version'];
  if (!manifest || typeof version !== 'string') return undefined;
  const scripts = recordIn(manifest, 'scripts');
  const runsOnInstall = installScripts.filter((script) => typeof scripts[script] === 'string');
  return { folder, seenFrom, version, runsOnInstall, brings: Object.keys(recordIn(manifest, 'dependencies')).length };
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function recordIn(record: Record<string, unknown>, name: string): Record<string, unknown> {
  const value = record[name];
  return isRecord(value) ? value : {};
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
