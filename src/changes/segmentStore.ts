import type { Origin } from '../terms/origin.ts';
import type { TextRange } from '../terms/ranges.ts';

/** A stretch of a document with one origin; segments are sorted, do not overlap and leave no gap. */
export interface Segment extends TextRange {
  readonly origin: Origin;
  /** Milliseconds since 1970 when the text came; absent for text that was there before we looked. */
  readonly since?: number;
}

/** A text with the segments that cover it. */
export interface TrackedText {
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** What is known of a document up to one edit; survives reloads and crashes. */
export interface SegmentSnapshot extends TrackedText {
  readonly uri: string;
  readonly sequence: number;
}

export interface SegmentStore {
  load(uri: string): SegmentSnapshot | undefined;
  /** Durable when it returns. */
  save(snapshot: SegmentSnapshot): void;
  /** What is kept of `from`, or of the files in a folder of that name, is kept under `to` from now on; the sequence starts again at 0. */
  move(from: string, to: string): void;
  /**
   * Keeps a state that went away from outside (a stash, a checkout, another program) and may come back: each text once, the newest of a
   * document, none that is very long. Durable when it returns.
   */
  keep(uri: string, state: TrackedText): void;
  /** What was kept of a document, the newest first. */
  kept(uri: string): readonly TrackedText[];
  /** A state of any document below the folder `within` (an address) that has exactly this text: as it was last, or kept. */
  withText(text: string, within: string): TrackedText | undefined;
}
