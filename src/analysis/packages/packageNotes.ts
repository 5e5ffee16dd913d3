import { satisfies, validRange } from 'semver';
import { visibleText } from '../../safety/visibleText.ts';
import type { PackageNote } from '../../terms/packageNews.ts';
import type { openBoundedProgram } from '../boundedProgram.ts';
import { fencedHost } from '../fencedHost.ts';
import { diskHost } from '../programHost.ts';
import { installedPackage, otherCopies, type InstalledPackage } from './installedPackage.ts';
import type { ManifestChange } from './manifestChanges.ts';
import type { PackageMention } from './packageMentions.ts';
import { openPackageSurface, type DeclaredName, type PackageSurface } from './packageSurface.ts';
import { surfaceChange } from './surfaceChanges.ts';

export interface NotesRequest {
  readonly change: ManifestChange;
  /** Absolute folder of the manifest. */
  readonly folder: string;
  readonly root: string;
  /** What of the package this project uses. */
  readonly mentions: readonly PackageMention[];
  readonly openProgram: typeof openBoundedProgram;
}

const mostNames = 6;
const longestDocumentation = 110;

/**
 * What there is to say of a package that a manifest names otherwise than before: whether it is here in that version, what its installation
 * does, which of its names are used and where, what the installed types say of each, and, where the types before are on this machine too,
 * what changed of them. What cannot be known is said to be unknown.
 */
export function packageNotes({ change, folder, root, mentions, openProgram }: NotesRequest): readonly PackageNote[] {
  const host = fencedHost(diskHost, root);
  const { name, from, to = '' } = change;
  const found = installedPackage(name, folder, root, host);
  const isOld = found !== undefined && from !== undefined && allows(from, found.version) === true && allows(to, found.version) === false;
  const isStrange = found !== undefined && !isOld && allows(to, found.version) === false;
  const copies = from === undefined || !found || isOld ? [] : otherCopies(name, root, host);
  const before = isOld ? undefined : copies.find(({ version }) => version !== found?.version && allows(from ?? '', version) === true);
  const open = (copy: InstalledPackage): PackageSurface =>
    openPackageSurface({ copy, modules: [...new Set(mentions.map(({ module }) => module))], root, openProgram });
  const surface = found && mentions.length > 0 ? open(found) : undefined;
  const earlier = surface && before ? open(before) : undefined;
  try {
    return [
      ...presence(change, found, isOld || isStrange),
      ...(found && from === undefined && !isStrange ? ofInstallation(found) : []),
      ...(surface && found
        ? ofNames({ change, mentions, surface, found, ...(earlier && before && { earlier, before }) })
        : usedAt(mentions)),
    ];
  } finally {
    surface?.dispose();
    earlier?.dispose();
  }
}

/** Whether a range lets a version in; `undefined` for what is no range: a folder, an address, `workspace:*`. */
function allows(range: string, version: string): boolean | undefined {
  return validRange(range) === null ? undefined : satisfies(version, range, { includePrerelease: true });
}

function presence({ to }: ManifestChange, found: InstalledPackage | undefined, isOther: boolean): readonly PackageNote[] {
  if (!found) return [{ text: 'It is not installed here: what it declares is unknown.', basis: 'syntax' }];
  if (!isOther) return [];
  const text = `Installed here is ${visibleText(found.version, 30)}, which \`${to ?? ''}\` does not allow: of the version asked for nothing is known yet.`;
  return [{ text, basis: 'syntax' }];
}

function ofInstallation({ runsOnInstall, brings }: InstalledPackage): readonly PackageNote[] {
  const scripts = runsOnInstall.map((script) => `\`${script}\``).join(' and ');
  return [
    ...(scripts === '' ? [] : [{ text: `It runs code when it is installed: its ${scripts} script.`, basis: 'syntax' } as const]),
    ...(brings > 4 ? [{ text: `It asks for ${String(brings)} other packages.`, basis: 'syntax' } as const] : []),
  ];
}

interface NamesRequest {
  readonly change: ManifestChange;
  readonly mentions: readonly PackageMention[];
  readonly surface: PackageSurface;
  readonly found: InstalledPackage;
  readonly earlier?: PackageSurface;
  readonly before?: InstalledPackage;
}

interface UsedName {
  readonly shown: string;
  readonly mention: PackageMention;
  readonly declared: DeclaredName | undefined;
  readonly old: DeclaredName | undefined;
}

function ofNames({ change, mentions, surface, found, earlier, before }: NamesRequest): readonly PackageNote[] {
  const version = visibleText(found.version, 30);
  const names = mentions.flatMap((mention): readonly UsedName[] => {
    const own = surface.isModule(mention.module, mention.name) && mention.members.length > 0;
    return (own ? mention.members.map((member) => `${mention.name}.${member}`) : [mention.name]).map((shown) => ({
      shown,
      mention,
      declared: surface.find(mention.module, shown),
      old: earlier?.find(mention.module, shown),
    }));
  });
  const gone = names.filter(({ mention, declared }) => !declared && mention.isNamed && surface.size(mention.module) !== undefined);
  const deprecated = names.filter(({ declared }) => declared?.deprecated !== undefined);
  const changed = names.flatMap((name) => {
    const how = name.declared && name.old ? surfaceChange(name.old, name.declared) : undefined;
    return how === undefined ? [] : [{ ...name, how }];
  });
  const compared = names.filter(({ old, declared }) => old && declared).length;
  const told = new Set([...gone, ...deprecated, ...changed].map(({ shown }) => shown));
  const documented = change.from === undefined ? names.filter(({ shown, declared }) => declared && !told.has(shown)) : [];
  return [
    ...gone.map((name) => note(name, ` is not among the names that ${version} declares.`)),
    ...changed.map((name) => note(name, ` ${name.how}${/\bsince$/u.test(name.how) ? ` ${visibleText(before?.version ?? '', 30)}` : ''}.`)),
    ...deprecated.filter(({ shown }) => !changed.some((name) => name.shown === shown)).map((name) => note(name, deprecation(name))),
    ...verdict({ change, compared, used: names.length, changed: changed.length, version, before }),
    ...extent(names, surface, mentions),
    ...documented.flatMap((name) => {
      const words = quoted(name.declared?.documentation ?? '');
      return words === '' ? [] : [note(name, `: “${words}”`)];
    }),
  ].slice(0, mostNames + 4);
}

function note({ shown, mention }: UsedName, end: string): PackageNote {
  const [place] = mention.places;
  const name = shown === 'default' ? 'What the package itself is' : `\`${shown}\``;
  return { text: `${name}${end}`, basis: 'types', ...(place && { place }) };
}

function deprecation({ declared }: UsedName): string {
  const words = quoted(declared?.deprecated ?? '');
  return words === '' ? ' is marked as deprecated.' : ` is marked as deprecated: “${words}”`;
}

/** What can be said of the whole step from one version to another. */
function verdict(
  request: Pick<NamesRequest, 'change'> & {
    readonly before: InstalledPackage | undefined;
    readonly compared: number;
    readonly used: number;
    readonly changed: number;
    readonly version: string;
  },
): readonly PackageNote[] {
  const { change, before, compared, used, changed, version } = request;
  if (change.from === undefined) return [];
  if (!before) return [{ text: `Only ${version} is on this machine: what changed of the names used here is unknown.`, basis: 'syntax' }];
  if (changed > 0 || used === 0) return [];
  const old = visibleText(before.version, 30);
  if (compared === 0)
    return [{ text: `What changed since ${old} of the names used here is unknown: their types could not be compared.`, basis: 'types' }];
  const all = used === 1 ? 'The one name used here is' : `All ${String(used)} names used here are`;
  const which = compared === used ? all : `${String(compared)} of the ${String(used)} names used here ${compared === 1 ? 'is' : 'are'}`;
  return [{ text: `${which} declared as in ${old}; what they do may differ.`, basis: 'types' }];
}

/** How much of it is used, how much there is. */
function extent(names: readonly UsedName[], surface: PackageSurface, mentions: readonly PackageMention[]): readonly PackageNote[] {
  const [first] = mentions;
  if (!first) return [];
  const why = surface.whyUnknown(first.module);
  if (why !== undefined) return [...usedAt(mentions), { text: `What it declares is unknown: ${why}.`, basis: 'syntax' }];
  const nested = names.find(({ shown }) => shown.includes('.'));
  const size = surface.size(first.module) ?? 0;
  const of = nested === undefined && size > 1 ? ` of the ${String(size)} that it has` : '';
  const files = new Set(mentions.flatMap(({ places }) => places.map(({ path }) => path))).size;
  const shown = names.slice(0, mostNames).map((name) => (name.shown === 'default' ? 'itself' : `\`${name.shown}\``));
  const more = names.length > shown.length ? ` and ${String(names.length - shown.length)} more` : '';
  const count = `${String(names.length)} ${names.length === 1 ? 'name' : 'names'}${of}`;
  const text = `Used in ${String(files)} ${files === 1 ? 'file' : 'files'}, ${count}: ${shown.join(', ')}${more}.`;
  const [place] = first.places;
  return [{ text, basis: 'types', ...(place && { place }) }];
}

function usedAt(mentions: readonly PackageMention[]): readonly PackageNote[] {
  const [first] = mentions;
  const [place] = first?.places ?? [];
  if (!first || !place) return [];
  const shown = mentions.slice(0, mostNames).map(({ name }) => (name === 'default' ? 'itself' : `\`${name}\``));
  const more = mentions.length > shown.length ? ` and ${String(mentions.length - shown.length)} more` : '';
  return [{ text: `Used of it: ${shown.join(', ')}${more}.`, basis: 'syntax', place }];
}

/** The first sentence, as text that hides nothing and opens no code of its own. */
function quoted(documentation: string): string {
  const line = visibleText(documentation.replaceAll('`', "'"), 1_000);
  return visibleText(/^.*?[.!?](?=\s|$)/u.exec(line)?.[0] ?? line, longestDocumentation);
}
