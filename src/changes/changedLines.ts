import { diffArrays } from 'diff';
import type { LineRange } from '../terms/ranges.ts';
import { splitLines } from './carrySegments.ts';

export interface ChangedLines {
  /** Added or altered lines as they stand in the text after. */
  readonly lines: readonly LineRange[];
  /** Text was taken out, and nothing put in its place, between this line of the text after and the next; 0 is its start. */
  readonly removedAfter: readonly number[];
}

/** Beyond this many differing lines a file counts as rewritten. */
const maxDifference = 4000;

/** What differs between two texts, line by line; line ends (CRLF, LF) do not count. */
export function changedLines(before: string, after: string): ChangedLines {
  const linesOf = (text: string): string[] => splitLines(text).map((line) => line.replace(/\r?\n$/u, ''));
  const newLines = linesOf(after);
  const differences = diffArrays(linesOf(before), newLines, { maxEditLength: maxDifference });
  if (differences === undefined) return { lines: [[1, newLines.length]], removedAfter: [] };
  const lines: LineRange[] = [];
  const removedAfter: number[] = [];
  let line = 0;
  for (const [index, { value, added, removed }] of differences.entries()) {
    const isReplaced = removed && (differences[index + 1]?.added === true || differences[index - 1]?.added === true);
    if (removed && !isReplaced) removedAfter.push(line);
    if (added) lines.push([line + 1, line + value.length]);
    if (!removed) line += value.length;
  }
  return { lines, removedAfter };
}
