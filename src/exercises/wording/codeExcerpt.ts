import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { LineRange } from '../../terms/ranges.ts';

export interface CodeExcerpt {
  readonly text: string;
  /** 1-based line of the file. */
  readonly firstLine: number;
}

/** Up to this many lines a unit is shown whole. */
const wholeUpTo = 60;

/**
 * The code a question shows: the unit, or, when that is long, its head down to the last line that decides or runs. The cut end is a line
 * `…` in place of the line that stood there. `undefined` when that is too long to read.
 */
export function codeExcerpt(
  located: LocatedUnit,
  deciding: readonly LineRange[],
  executedLines: readonly number[],
  text = located.sourceFile.text,
): CodeExcerpt | undefined {
  const [first, last] = located.unit.lines;
  const lines = text.split(/\r?\n/);
  if (last - first + 1 <= wholeUpTo) return { text: lines.slice(first - 1, last).join('\n'), firstLine: first };
  const needed = [...deciding.flat(), ...executedLines].filter((line) => line >= first && line <= last);
  const end = Math.min(last, Math.max(first, ...needed) + 2);
  if (end - first + 1 > wholeUpTo) return undefined;
  const shown = lines.slice(first - 1, end);
  if (end < last) shown[shown.length - 1] = '…';
  return { text: shown.join('\n'), firstLine: first };
}
