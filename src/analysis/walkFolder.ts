import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ignore from 'ignore';

const neverEntered = new Set(['node_modules', '.git', '.hg', '.svn']);
/** A folder that large is somebody's home directory, not a project. */
const mostFiles = 50_000;

interface Rules {
  /** Folder the rules were written in, relative to the root, `''` or ending in `/`. */
  readonly base: string;
  readonly ignored: (path: string) => boolean;
}

/**
 * Files of a folder that is no repository: paths relative to `root`, `/` between parts, in no particular order. What a `.gitignore`
 * names is left out, symbolic links are not followed, folders that cannot be read count as empty.
 */
export async function walkFolder(root: string, signal?: AbortSignal): Promise<readonly string[]> {
  const files: string[] = [];
  const visit = async (folder: string, above: readonly Rules[]): Promise<void> => {
    if (signal?.aborted === true || files.length >= mostFiles) return;
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
    const own = entries.some((entry) => entry.name === '.gitignore') ? await rulesOf(root, folder) : undefined;
    const rules = own === undefined ? above : [...above, own];
    for (const entry of entries) {
      const path = folder + entry.name;
      const isFolder = entry.isDirectory();
      if (rules.some((rule) => rule.ignored(path.slice(rule.base.length) + (isFolder ? '/' : '')))) continue;
      if (isFolder && !neverEntered.has(entry.name)) await visit(`${path}/`, rules);
      else if (entry.isFile()) files.push(path);
    }
  };
  await visit('', []);
  return files;
}

async function rulesOf(root: string, folder: string): Promise<Rules | undefined> {
  const text = await readFile(join(root, folder, '.gitignore'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const rules = ignore().add(text);
  return { base: folder, ignored: (path) => rules.ignores(path) };
}
