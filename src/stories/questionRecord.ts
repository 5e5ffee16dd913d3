import type { ExerciseStore } from '../exercises/exerciseStore.ts';
import type { AnswerStore } from '../learning/answerStore.ts';
import type { ExerciseId } from '../terms/ids.ts';
import { failure, success, type Result } from '../terms/result.ts';

/** A question as it was asked, every option with its proof, and what was answered; no path outside the project. JSON, two spaces. */
export function questionRecord(
  id: ExerciseId,
  parts: { readonly exercises: ExerciseStore; readonly answers: AnswerStore },
): Result<string> {
  const stored = parts.exercises.find(id);
  if (stored === undefined) return failure('This question is no longer kept.');
  const { exercise, unitName } = stored;
  const answers = parts.answers.forExercise(id).map(({ answer, verdict, voided }) => ({ chosen: answer.chosen, verdict, voided }));
  return success(`${JSON.stringify({ schema: 1, tool: 'understand-this', unit: unitName, exercise, answers }, null, 2)}\n`);
}
