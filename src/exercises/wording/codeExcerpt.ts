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
 * The code a question shows: the unit, or, when that is long, the stretch that holds every deciding and every executed line. A cut end
 * is a line `…` in place of the line that stood there, so line numbers hold. `undefined` when the stretch is too long to read.
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
  const stretch = stretchOf([...deciding.flat(), ...executedLines], located.unit.lines);
  if (stretch === undefined) return undefined;
  const [from, to] = stretch;
  const shown = lines.slice(from - 1, to);
  if (from > first) shown[0] = '…';
  if (to < last) shown[shown.length - 1] = '…';
  return { text: shown.join('\n'), firstLine: from };
}

/** The lines with two more on each side, when they can be shown at once. */
function stretchOf(lines: readonly number[], [first, last]: LineRange): LineRange | undefined {
  const inside = lines.filter((line) => line >= first && line <= last);
  if (inside.length === 0) return undefined;
  const from = Math.max(first, Math.min(...inside) - 2);
  const to = Math.min(last, Math.max(...inside) + 2);
  return to - from + 1 > wholeUpTo ? undefined : [from, to];
}
