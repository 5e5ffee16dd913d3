import type { LineRange } from '../terms/ranges.ts';
import { compareLines, splitLines } from './compareLines.ts';

export interface ChangedLines {
  /** Added or altered lines as they stand in the text after. */
  readonly lines: readonly LineRange[];
  /** Text was taken out, and nothing put in its place, between this line of the text after and the next; 0 is its start. */
  readonly removedAfter: readonly number[];
}

/** What differs between two texts, line by line; line ends (CRLF, LF) do not count. */
export function changedLines(before: string, after: string): ChangedLines {
  const linesOf = (text: string): string[] => splitLines(text).map((line) => line.replace(/\r?\n$/u, ''));
  const runs = compareLines(linesOf(before), linesOf(after));
  const lines: LineRange[] = [];
  const removedAfter: number[] = [];
  let line = 0;
  for (const [index, { kind, count }] of runs.entries()) {
    if (count === 0) continue;
    const isReplaced = runs[index + 1]?.kind === 'added' || runs[index - 1]?.kind === 'added';
    if (kind === 'removed' && !isReplaced) removedAfter.push(line);
    if (kind === 'added') lines.push([line + 1, line + count]);
    if (kind !== 'removed') line += count;
  }
  return { lines, removedAfter };
}
