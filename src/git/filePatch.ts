import type { LineRange } from '../terms/ranges.ts';
import { unquotePath } from './blame.ts';

/** What one commit did to one file. */
export interface FilePatch {
  /** Lines it added or altered, counted in the commit's own file. */
  readonly added: readonly LineRange[];
  /** Lines it took out or replaced, trimmed, runs of white space as one space. */
  readonly removed: ReadonlySet<string>;
}

/** Trimmed, and white space within as single spaces: how lines are compared that may have been indented anew. */
export function normalisedLine(line: string): string {
  return line.trim().replaceAll(/\s+/gu, ' ');
}

/**
 * Reads `git diff-tree --stdin -p -U0`, by `COMMIT:PATH`. Lines of the files themselves are counted off by the heading of their hunk, so
 * that no text in them is taken for a heading.
 */
export function parsePatches(output: string): ReadonlyMap<string, FilePatch> {
  const patches = new Map<string, FilePatch>();
  let commit = '';
  let [added, removed]: [LineRange[], Set<string>] = [[], new Set()];
  let remaining = 0;
  for (const line of output.split('\n')) {
    if (remaining > 0 && /^[+-]/u.test(line)) {
      if (line.startsWith('-')) removed.add(normalisedLine(line.slice(1)));
      remaining -= 1;
      continue;
    }
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(line)) commit = line;
    const path = line.startsWith('+++ ') ? unquotePath(line.slice('+++ '.length).replace(/\t$/u, '')) : '';
    if (path.startsWith('b/')) {
      [added, removed] = [[], new Set()];
      patches.set(`${commit}:${path.slice('b/'.length)}`, { added, removed });
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/u.exec(line);
    if (hunk === null) continue;
    const [taken, first, count] = [Number(hunk[1] ?? 1), Number(hunk[2]), Number(hunk[3] ?? 1)];
    remaining = taken + count;
    if (count > 0) added.push([first, first + count - 1]);
  }
  return patches;
}
