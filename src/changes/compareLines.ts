import { diffArrays } from 'diff';

/** Neighbouring lines that are in both texts, only in the old one, or only in the new one. */
export interface LineRun {
  readonly kind: 'kept' | 'removed' | 'added';
  readonly count: number;
}

/** Time grows with the square of this number of differing lines. */
const maxDifference = 600;

/**
 * The difference of two lists of lines, in order. Texts that differ in very many lines are compared place by place when they have equally
 * many lines, as after a replacement everywhere; otherwise all between their common beginning and end counts as replaced.
 */
export function compareLines(oldLines: readonly string[], newLines: readonly string[]): readonly LineRun[] {
  const differences = diffArrays([...oldLines], [...newLines], { maxEditLength: maxDifference });
  if (differences !== undefined) {
    return differences.map(({ count, added, removed }) => ({ count, kind: added ? 'added' : removed ? 'removed' : 'kept' }));
  }
  if (oldLines.length === newLines.length) return comparePlaces(oldLines, newLines);
  const shorter = Math.min(oldLines.length, newLines.length);
  let head = 0;
  while (head < shorter && oldLines[head] === newLines[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && oldLines.at(-1 - tail) === newLines.at(-1 - tail)) tail += 1;
  return [
    { kind: 'kept', count: head },
    { kind: 'removed', count: oldLines.length - head - tail },
    { kind: 'added', count: newLines.length - head - tail },
    { kind: 'kept', count: tail },
  ];
}

function comparePlaces(oldLines: readonly string[], newLines: readonly string[]): readonly LineRun[] {
  const runs: LineRun[] = [];
  for (let first = 0; first < oldLines.length;) {
    const isKept = oldLines[first] === newLines[first];
    let end = first + 1;
    while (end < oldLines.length && (oldLines[end] === newLines[end]) === isKept) end += 1;
    const count = end - first;
    if (isKept) runs.push({ kind: 'kept', count });
    else runs.push({ kind: 'removed', count }, { kind: 'added', count });
    first = end;
  }
  return runs;
}

/** Lines with their line ends, so that their lengths add up to the text's. */
export function splitLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+/gu) ?? [];
}
