import type { ExerciseStore } from '../exercises/exerciseStore.ts';
import { gradeAnswer } from '../exercises/gradeAnswer.ts';
import type { AnswerStore } from '../learning/answerStore.ts';
import type { Answer, AnswerOutcome } from '../terms/panel.ts';
import { failure, success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import type { ChangeBook } from './changeBook.ts';

/** Grades, keeps the answer before anyone is told, and clears the mark. The same answer twice is one answer. */
export function answered(
  answer: Answer,
  parts: { readonly exercises: ExerciseStore; readonly answers: AnswerStore; readonly book: ChangeBook },
): Result<AnswerOutcome> {
  const stored = parts.exercises.find(answer.exerciseId);
  if (stored === undefined) return failure('The code of this question has changed since; open the function again for a new one.');
  const { exercise, file } = stored;
  const graded = gradeAnswer(exercise, answer.chosen);
  parts.answers.record(answer, exercise.unitKey, exercise.kind, graded.verdict, exercise.concepts);
  parts.book.markChecked(exercise.unitKey);
  const program = exercise.options.find((option) => option.correct)?.proof.program;
  return success({
    answerId: answer.id,
    exerciseId: exercise.id,
    verdict: graded.verdict,
    options: graded.options,
    evidence: graded.evidence,
    file,
    lines: exercise.lines,
    ...(program !== undefined && { program }),
  });
}
