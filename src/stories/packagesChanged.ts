import { fencedHost } from '../analysis/fencedHost.ts';
import type { openBoundedProgram } from '../analysis/boundedProgram.ts';
import { declaredIn, manifestChanges, type ManifestChange } from '../analysis/packages/manifestChanges.ts';
import { packageMentions, type PackageMention } from '../analysis/packages/packageMentions.ts';
import { packageNotes } from '../analysis/packages/packageNotes.ts';
import { diskHost } from '../analysis/programHost.ts';
import type { RepositoryIndex } from '../analysis/repositoryIndex.ts';
import type { Change } from '../terms/change.ts';
import type { PackageNews } from '../terms/packageNews.ts';
import { packageInWords } from '../explain/packageInWords.ts';

export interface PackagesParts {
  /** Without it nothing is said of who uses a package, and so nothing at all. */
  readonly index: Pick<RepositoryIndex, 'filesNaming'>;
  readonly readText: (file: string) => Promise<string | undefined>;
  readonly openProgram: typeof openBoundedProgram;
}

/** More packages than this at once are a new project, or a tool's work. */
const mostPackages = 12;
const mostFiles = 80;

/**
 * What a change of manifests means for the code: packages that came, moved to another version, or went while something still imports them.
 * Said only of those that code here uses, and of new ones whose installation runs code; types packages are left out. Reads manifests,
 * sources and declarations inside the change's root; runs and fetches nothing.
 */
export async function packagesChanged(change: Change, parts: PackagesParts, signal?: AbortSignal): Promise<readonly PackageNews[]> {
  const { root, manifests = [] } = change;
  const news: PackageNews[] = [];
  const declares = declaring(root);
  for (const { path, before, after } of manifests) {
    const folder = path.includes('/') ? `${root}/${path.slice(0, path.lastIndexOf('/'))}` : root;
    for (const each of manifestChanges(before, after)) {
      signal?.throwIfAborted();
      if (news.length >= mostPackages || each.name.startsWith('@types/')) continue;
      const files = parts.index.filesNaming(each.name).filter((file) => declares(file, each, folder));
      const mentions = await mentionsIn(files.slice(0, mostFiles), each.name, change, parts);
      if (each.to === undefined && mentions.length === 0) continue;
      const notes = each.to === undefined ? [] : packageNotes({ change: each, folder, root, mentions, openProgram: parts.openProgram });
      if (mentions.length === 0 && !notes.some(({ text }) => /\bruns code\b/u.test(text))) continue;
      news.push(packageInWords({ change: each, path, notes, mentions }));
    }
  }
  return news;
}

async function mentionsIn(
  files: readonly string[],
  name: string,
  { root, files: touched }: Change,
  { readText }: PackagesParts,
): Promise<readonly PackageMention[]> {
  const texts = await Promise.all(
    files.map(async (path) => {
      const file = `${root}/${path}`;
      const text = touched.find((each) => each.path === path)?.after ?? (await readText(file));
      return text === undefined ? [] : [{ file, path, text }];
    }),
  );
  return packageMentions(texts.flat(), name);
}

/** Whether a file (relative to `root`) gets a package by the manifest in `folder`: the nearest one at or above it that asks for it. */
function declaring(root: string): (file: string, change: ManifestChange, folder: string) => boolean {
  const host = fencedHost(diskHost, root);
  const known = new Map<string, ReadonlySet<string>>();
  const namesIn = (folder: string): ReadonlySet<string> => {
    const names = known.get(folder) ?? declaredIn(host.readFile(`${folder}/package.json`) ?? '') ?? new Set();
    known.set(folder, names);
    return names;
  };
  return (file, { name }, manifestFolder) => {
    for (let at = `${root}/${file}`; at !== root;) {
      at = at.slice(0, at.lastIndexOf('/'));
      if (at === manifestFolder) return true;
      if (namesIn(at).has(name)) return false;
    }
    return false;
  };
}
