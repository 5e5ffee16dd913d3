import type { LineRange } from '../terms/ranges.ts';
import { unquotePath } from './blame.ts';

/** What commits did to files. */
export interface Patches {
  /** Lines that a commit added to a file or altered, counted in its own version; by `COMMIT:PATH`. */
  readonly added: ReadonlyMap<string, readonly LineRange[]>;
  /** Lines that a commit took out of any of these files or replaced, as `normalisedLine` gives them; by commit. */
  readonly removed: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Trimmed, and white space within as single spaces: how lines are compared that may have been indented anew. */
export function normalisedLine(line: string): string {
  return line.trim().replaceAll(/\s+/gu, ' ');
}

/**
 * Reads `git diff-tree --stdin -p -U0`. Lines of the files themselves are counted off by the heading of their hunk, so that no text in
 * them is taken for a heading.
 */
export function parsePatches(output: string): Patches {
  const added = new Map<string, LineRange[]>();
  const removed = new Map<string, Set<string>>();
  let commit = '';
  let [ranges, texts]: [LineRange[], Set<string>] = [[], new Set()];
  let remaining = 0;
  for (const line of output.split('\n')) {
    if (remaining > 0 && /^[+-]/u.test(line)) {
      if (line.startsWith('-')) texts.add(normalisedLine(line.slice(1)));
      remaining -= 1;
      continue;
    }
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(line)) {
      [commit, texts] = [line, new Set()];
      removed.set(commit, texts);
    }
    const path = line.startsWith('+++ ') ? unquotePath(line.slice('+++ '.length).replace(/\t$/u, '')) : '';
    if (path.startsWith('b/')) {
      ranges = [];
      added.set(`${commit}:${path.slice('b/'.length)}`, ranges);
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/u.exec(line);
    if (hunk === null) continue;
    const [taken, first, count] = [Number(hunk[1] ?? 1), Number(hunk[2]), Number(hunk[3] ?? 1)];
    remaining = taken + count;
    if (count > 0) ranges.push([first, first + count - 1]);
  }
  return { added, removed };
}
