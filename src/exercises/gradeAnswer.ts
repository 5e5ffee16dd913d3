import type { Exercise } from '../terms/exercise.ts';
import type { AnsweredOption, AnswerOutcome } from '../terms/panel.ts';

export interface Graded {
  readonly verdict: AnswerOutcome['verdict'];
  readonly options: AnsweredOption[];
  /** What was seen in the asked run, one step each. */
  readonly evidence: string[];
}

/** `chosen` holds option ids; empty is "not sure". With several keys only the exact set is right; an unknown id makes it wrong. */
export function gradeAnswer(exercise: Exercise, chosen: readonly string[]): Graded {
  const picked = new Set(chosen);
  const correct = exercise.options.filter((option) => option.correct);
  const right = picked.size === correct.length && correct.every((option) => picked.has(option.id));
  return {
    verdict: picked.size === 0 ? 'not sure' : right ? 'right' : 'wrong',
    options: exercise.options.map(({ id, text, correct: holds, reason }) => ({ id, text, correct: holds, chosen: picked.has(id), reason })),
    evidence: correct.flatMap((option) => option.proof.observed.split('\n')),
  };
}
