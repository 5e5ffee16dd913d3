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

/** The code that a question shows. */
export interface QuestionCode {
  readonly text: string;
  /** 1-based line of the file. */
  readonly firstLine: number;
  /** Set where the question is about what a change altered in it. */
  readonly change?: ChangeInCode;
}

/** What a change took out of shown code and put into it; lines are 1-based lines of the file. */
export interface ChangeInCode {
  /** Each with the line before which it stood. */
  readonly removed: readonly { readonly before: number; readonly text: string }[];
  readonly added: readonly number[];
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
  readonly code: QuestionCode;
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

/** A line of a listing: those that a change took out have no number. `mark`: `-`, `+`, or a space. */
export interface ListedLine {
  readonly number?: number;
  readonly text: string;
  readonly mark: '-' | '+' | ' ';
}

/** Shown code line by line, with what a change took out where it stood. */
export function listedLines({ text, firstLine, change }: QuestionCode): readonly ListedLine[] {
  const added = new Set(change?.added);
  const lines = text.replace(/\r?\n$/u, '').split(/\r?\n/u);
  return lines.flatMap((line, index): readonly ListedLine[] => {
    const number = firstLine + index;
    const gone = change?.removed.filter(({ before }) => before === number) ?? [];
    return [
      ...gone.map((removed) => ({ text: removed.text, mark: '-' as const })),
      { number, text: line, mark: added.has(number) ? '+' : ' ' },
    ];
  });
}
