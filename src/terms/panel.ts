import type { ExerciseLevel, QuestionCode } from './exercise.ts';
import type { Explanation } from './explanation.ts';
import type { AnswerId, ChangeId, ExerciseId, UnitKey } from './ids.ts';
import type { Evidence } from './origin.ts';
import type { LineRange } from './ranges.ts';
import type { UnitKind } from './unit.ts';

/** A question as it is put to a person: no key, no proof. */
export interface CheckPanel {
  readonly exerciseId: ExerciseId;
  readonly unitKey: UnitKey;
  readonly path: string;
  readonly unitName: string;
  readonly kind: string;
  readonly level: ExerciseLevel;
  readonly stem: string;
  readonly assumptions: readonly string[];
  readonly code: QuestionCode;
  readonly multi: boolean;
  readonly options: readonly { readonly id: string; readonly text: string }[];
}

/** What the sidebar says of one unit. */
export interface UnitPanel {
  readonly key: UnitKey;
  readonly path: string;
  /** Absolute path, to show its lines; absent for a document that is not on disk. */
  readonly file?: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly lines: LineRange;
  readonly originText: string;
  readonly evidence: readonly Evidence[];
  readonly explanation: Explanation;
  /** Set where the language is not analysed: what the editor itself knows, as text without markup. */
  readonly editor?: { readonly language: string; readonly hover: readonly string[] };
  /** `why`: no question passed the gates, in one phrase. `pending`: still being proven. */
  readonly check: CheckPanel | { readonly why: string } | 'pending';
  /** Set when a check of this very content was answered before. */
  readonly answered?: { readonly correct: boolean; readonly at: number };
}

export type Confidence = 'guess' | 'leaning' | 'sure';

export interface Answer {
  readonly id: AnswerId;
  readonly exerciseId: ExerciseId;
  /** Empty: "Not sure — show me". */
  readonly chosen: readonly string[];
  readonly confidence?: Confidence;
  readonly at: number;
  /** The Change it was asked for, where there was one. */
  readonly changeId?: ChangeId;
}

export interface AnsweredOption {
  readonly id: string;
  readonly text: string;
  readonly correct: boolean;
  readonly chosen: boolean;
  readonly reason: string;
}

/** What a person sees after answering. */
export interface AnswerOutcome {
  readonly answerId: AnswerId;
  readonly exerciseId: ExerciseId;
  readonly verdict: 'right' | 'wrong' | 'not sure';
  readonly options: readonly AnsweredOption[];
  /** The observed run or the diagnostic, one step or line each. */
  readonly evidence: readonly string[];
  /** Absolute path of the file whose `lines` decided. */
  readonly file: string;
  readonly lines: readonly LineRange[];
  /** A standalone program that shows the key's observation, where there is one. */
  readonly program?: string;
}
