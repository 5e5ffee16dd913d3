import type { AnswerId, ExerciseId, UnitKey } from '../terms/ids.ts';
import type { Answer, AnswerOutcome } from '../terms/panel.ts';

export interface RecordedAnswer {
  readonly answer: Answer;
  readonly unitKey: UnitKey;
  readonly kind: string;
  readonly verdict: AnswerOutcome['verdict'];
  /** A voided answer counts for nothing. */
  readonly voided: boolean;
}

/** The log of answers is the truth; schedules and estimates are rebuilt from it. */
export interface AnswerStore {
  /** Durable when it returns; the same `answer.id` again changes nothing. */
  record(answer: Answer, unitKey: UnitKey, kind: string, verdict: AnswerOutcome['verdict']): void;
  forUnit(key: UnitKey): readonly RecordedAnswer[];
  forExercise(id: ExerciseId): readonly RecordedAnswer[];
  voidAnswer(id: AnswerId): void;
}
