import type { AnswerId, ExerciseId, UnitKey } from '../terms/ids.ts';
import type { Answer, AnswerOutcome } from '../terms/panel.ts';

export interface RecordedAnswer {
  readonly answer: Answer;
  readonly unitKey: UnitKey;
  readonly kind: string;
  readonly verdict: AnswerOutcome['verdict'];
  /** A voided answer counts for nothing. */
  readonly voided: boolean;
  /** Ids of the idioms that the lines show which decided the question; empty where none were known then. */
  readonly concepts: readonly string[];
}

/** The log of answers is the truth; schedules and estimates are rebuilt from it. */
export interface AnswerStore {
  /** Durable when it returns; the same `answer.id` again changes nothing. */
  record(answer: Answer, unitKey: UnitKey, kind: string, verdict: AnswerOutcome['verdict'], concepts?: readonly string[]): void;
  /** In the order they were recorded. */
  all(): readonly RecordedAnswer[];
  /** The latest of them, in that order. */
  recent(limit: number): readonly RecordedAnswer[];
  /**
   * Adds those whose id is not known, after all others and in their order; one that is voided on either side is voided. All or nothing.
   * Returns how many were added.
   */
  merge(answers: readonly RecordedAnswer[]): number;
  forUnit(key: UnitKey): readonly RecordedAnswer[];
  forExercise(id: ExerciseId): readonly RecordedAnswer[];
  voidAnswer(id: AnswerId): void;
}
