import type { ExerciseId, UnitKey } from './ids.ts';
import type { Proof } from './proof.ts';
import type { LineRange } from './ranges.ts';

export type ExerciseLevel = 'recall' | 'trace' | 'predict' | 'relate' | 'change-impact' | 'debug' | 'design-why';

export interface Option {
  readonly id: string;
  readonly text: string;
  readonly correct: boolean;
  /** For the key: why it holds. For a distractor: the belief it comes from, "that is what happens with `allSettled`". */
  readonly reason: string;
  readonly proof: Proof;
}

/** One question with 2–4 options, each with its Proof. */
export interface Exercise {
  readonly id: ExerciseId;
  readonly unitKey: UnitKey;
  /** Catalogue id and name, e.g. `E12 reject-path`. */
  readonly kind: string;
  readonly level: ExerciseLevel;
  readonly stem: string;
  readonly assumptions: readonly string[];
  readonly code: { readonly text: string; readonly firstLine: number };
  readonly multi: boolean;
  readonly options: readonly Option[];
  /** 0–1, see `exercises/value.ts`. */
  readonly value: number;
  /** 0–1, prior probability of a wrong answer. */
  readonly difficulty: number;
  /** The lines that decide the answer, in the unit's file. */
  readonly lines: readonly LineRange[];
  /** Ids of the idioms that those lines show; absent where none is known. */
  readonly concepts?: readonly string[];
}

/** A unit's questions, best first; a unit with none says why in one phrase. */
export interface UnitExercises {
  readonly unitKey: UnitKey;
  readonly exercises: readonly Exercise[];
  /** First line of the unit when it was asked: stems name lines, so a unit that moved is asked anew. */
  readonly unitFirstLine?: number;
  readonly why?: string;
}
