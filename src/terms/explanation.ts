import type { Concept } from './concept.ts';
import type { LineRange } from './ranges.ts';

export type Section = 'in one line' | 'how it runs' | 'watch out' | 'what this change altered' | 'in this project' | 'why it is there';

export interface Sentence {
  readonly text: string;
  /** The lines of the unit's file it rests on, at least one. */
  readonly lines: readonly LineRange[];
  /** Where the sidebar puts it; absent: how it runs. */
  readonly section?: Section;
  /** Stretches of the text that name a place which can be opened; set for drawing alone. UTF-16 units, the end exclusive. */
  readonly places?: readonly (readonly [from: number, to: number])[];
}

/** Words for a unit or a change, in three kinds never mixed in one sentence. */
export interface Explanation {
  /** The pattern that the unit's structure shows, at most nine words; absent where it shows none. */
  readonly headline?: string;
  readonly proved: readonly Sentence[];
  readonly recorded: readonly Sentence[];
  readonly said: readonly Sentence[];
  /** Idioms that the unit shows and the reader is not known to know, at most three: those that went wrong last, then in source order. */
  readonly concepts?: readonly Concept[];
}

/** At most 90 words and 8 lines. Text only: names stand in backticks, everything is escaped by whoever draws it. */
export interface HoverCard {
  readonly headline: string;
  readonly body: readonly string[];
  /** `From static analysis`, … */
  readonly source: string;
  /** 0–1: how much its first sentence says that name, TypeScript's hover and the line itself do not. */
  readonly worth: number;
  /** What it is about, so that a person can ask for no more of that: the fact it leads with, and the idiom that stands on the same lines. */
  readonly about?: { readonly kind: string; readonly concept?: string };
}
