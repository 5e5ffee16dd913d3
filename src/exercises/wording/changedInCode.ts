import { compareLines, splitLines } from '../../changes/compareLines.ts';
import type { ChangeInCode } from '../../terms/exercise.ts';

/** More are not read beside the code that replaced them. */
const mostRemoved = 16;

/**
 * What a change took out of a unit and put into it, for showing both in one listing; blank lines and comments that went are left out.
 * `place` is the 1-based line of the file at which the new text begins. `undefined` where nothing changed or too much went.
 */
export function changedInCode(before: string, now: string, place: number): ChangeInCode | undefined {
  const old = splitLines(before).map((line) => line.trimEnd());
  const removed: { before: number; text: string }[] = [];
  const added: number[] = [];
  let oldAt = 0;
  let newAt = 0;
  const bare = (lines: readonly string[]): readonly string[] => lines.map((line) => line.trim());
  const runs = compareLines(bare(old), bare(splitLines(now)));
  for (const [at, { kind, count }] of runs.entries()) {
    const lines = Array.from({ length: count }, (_, index) => index);
    const previous = runs[at - 1];
    const stood = place + newAt - (previous?.kind === 'added' ? previous.count : 0);
    if (kind === 'removed') removed.push(...lines.map((index) => ({ before: stood, text: old[oldAt + index] ?? '' })));
    if (kind === 'added') added.push(...lines.map((index) => place + newAt + index));
    if (kind !== 'added') oldAt += count;
    if (kind !== 'removed') newAt += count;
  }
  const told = removed.filter(({ text }) => !/^\s*(?:$|\/\/|\/?\*)/u.test(text));
  return told.length + added.length === 0 || told.length > mostRemoved ? undefined : { removed: told, added };
}
