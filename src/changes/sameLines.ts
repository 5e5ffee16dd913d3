import { normalisedLine } from '../git/filePatch.ts';
import { compareLines } from './compareLines.ts';

/** Fewer characters than this stand in every file. */
const fewestCharacters = 4;

/** A line of a text that stands in an earlier text as well. */
export interface SameLine {
  /** 1-based, in the earlier text. */
  readonly line: number;
  /** Lines with substance in the unbroken run of equal lines around it, itself included. */
  readonly blockOf: number;
  /** A very short line is firm only between two equal neighbours. */
  readonly firm: boolean;
}

/** Fewer lines with substance in one run are equal by chance: `return undefined;` and `}` end many functions. */
const leastBlock = 3;

/** Whether a line is the same one, not only an equal one, where nothing else says that one text came from the other. */
export function isSame(line: SameLine | undefined): line is SameLine {
  return line !== undefined && line.firm && line.blockOf >= leastBlock;
}

/** Lines (1-based) of `after` that stand in `before` as well, in the same order and up to white space, each beside an equal neighbour. */
export function sameLines(before: string, after: string): ReadonlyMap<number, SameLine> {
  const oldLines = normalisedLines(before);
  const newLines = normalisedLines(after);
  const same = new Map<number, SameLine>();
  let [oldLine, newLine] = [1, 1];
  for (const { kind, count } of compareLines(oldLines, newLines)) {
    if (kind === 'kept') {
      const blockOf = newLines.slice(newLine - 1, newLine - 1 + count).filter((line) => hasSubstance(line)).length;
      for (let index = 0; index < count; index += 1) {
        const above = index > 0 || (oldLine === 1 && newLine === 1);
        const below = index < count - 1 || (oldLine + count > oldLines.length && newLine + count > newLines.length);
        const firm = hasSubstance(newLines[newLine - 1 + index] ?? '') || (above && below);
        if (above || below) same.set(newLine + index, { line: oldLine + index, blockOf, firm });
      }
    }
    if (kind !== 'added') oldLine += count;
    if (kind !== 'removed') newLine += count;
  }
  return same;
}

/** The text's lines as they are compared. */
export function normalisedLines(text: string): string[] {
  return text
    .replace(/\r?\n$/u, '')
    .split(/\r?\n/u)
    .map((line) => normalisedLine(line));
}

/** Enough characters not to stand in every file. */
export function hasSubstance(line: string): boolean {
  return line.replaceAll(/\s/gu, '').length >= fewestCharacters;
}
