import type { Draft } from './kinds/exerciseKind.ts';

/**
 * Prior probability of a wrong answer, 0–1: logistic over executed lines, effects on the way, turns of the promise queue and the
 * number of options. A guess until answers correct it; it only has to order questions.
 */
export function difficultyOf(draft: Draft, optionCount: number): number {
  const { run } = draft.key.shownBy;
  const load =
    -1.1 +
    0.05 * Math.min(run.executedLines.length, 20) +
    0.1 * Math.min(run.observation.effects.length, 8) +
    0.15 * Math.min(run.boundaryCalls.filter((call) => call.async).length, 4) +
    0.2 * (optionCount - 3);
  return 1 / (1 + Math.exp(-load));
}
