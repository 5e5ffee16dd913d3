import type { LineRange } from './ranges.ts';

/** An idiom of the language or platform as it shows in one unit: what a person may know, whatever the unit. */
export interface Concept {
  /** Of the catalogue, the same everywhere: `promise-all`. */
  readonly id: string;
  /** Why it matters here: one plain sentence, at most 200 characters, with the code's own names in backticks. */
  readonly why: string;
  /** What people commonly believe instead, as one plain sentence that is wrong. */
  readonly misconception: string;
  /** Lines in the unit's own file where it shows first. */
  readonly lines: readonly LineRange[];
}

/** Of idioms, by their ids: what a person has been shown to know, or has said to know, and what went wrong last. */
export interface ConceptLevels {
  readonly understood: ReadonlySet<string>;
  readonly shaky: ReadonlySet<string>;
}
