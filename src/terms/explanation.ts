import type { LineRange } from './ranges.ts';

export interface Sentence {
  readonly text: string;
  /** The lines of the unit's file it rests on, at least one. */
  readonly lines: readonly LineRange[];
  /** Where the sidebar puts it; absent: how it runs. */
  readonly section?: 'in one line' | 'how it runs' | 'watch out' | 'in this project';
}

/** Words for a unit or a change, in three kinds never mixed in one sentence. */
export interface Explanation {
  readonly proved: readonly Sentence[];
  readonly recorded: readonly Sentence[];
  readonly said: readonly Sentence[];
}

/** At most 90 words and 8 lines. Text only: names stand in backticks, everything is escaped by whoever draws it. */
export interface HoverCard {
  readonly headline: string;
  readonly body: readonly string[];
  /** `From static analysis`, … */
  readonly source: string;
  /** 0–1: how much its first sentence says that name, TypeScript's hover and the line itself do not. */
  readonly worth: number;
}
