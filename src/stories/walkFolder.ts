import { readdir, readFile } from 'node:fs/promises';
import ignore from 'ignore';

interface IgnoreFile {
  /** Relative to the walked folder, ends in `/` unless empty. */
  readonly folder: string;
  readonly ignores: (path: string) => boolean;
}

const never = new Set(['.git', 'node_modules']);

async function ignoreFileIn(root: string, folder: string): Promise<IgnoreFile | undefined> {
  const text = await readFile(`${root}/${folder}.gitignore`, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const rules = ignore().add(text);
  return { folder, ignores: (path) => rules.ignores(path) };
}

/**
 * The files under a folder that is no repository, absolute with `/` between parts, sorted: without `.git`, `node_modules` and what its
 * `.gitignore` files name. Symbolic links are not followed. A folder that cannot be read counts as empty.
 *
 * @param root absolute, `/` between parts
 */
export async function walkFolder(root: string, signal?: AbortSignal): Promise<readonly string[]> {
  const files: string[] = [];
  async function walk(folder: string, outer: readonly IgnoreFile[]): Promise<void> {
    signal?.throwIfAborted();
    const entries = await readdir(`${root}/${folder}`, { withFileTypes: true }).catch(() => []);
    const own = entries.some((entry) => entry.name === '.gitignore') ? await ignoreFileIn(root, folder) : undefined;
    const rules = own === undefined ? outer : [...outer, own];
    const isIgnored = (path: string): boolean => rules.some((rule) => rule.ignores(path.slice(rule.folder.length)));
    for (const entry of entries.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
      const path = `${folder}${entry.name}`;
      if (entry.isDirectory() && !never.has(entry.name) && !isIgnored(`${path}/`)) await walk(`${path}/`, rules);
      if (entry.isFile() && !isIgnored(path)) files.push(`${root}/${path}`);
    }
  }
  await walk('', []);
  return files;
}
