import type { Origin } from '../terms/origin.ts';
import type { TextRange } from '../terms/ranges.ts';

/** A stretch of a document with one origin; segments are sorted, do not overlap and leave no gap. */
export interface Segment extends TextRange {
  readonly origin: Origin;
  /** Milliseconds since 1970 when the text came; absent for text that was there before we looked. */
  readonly since?: number;
}

/** What is known of a document up to one edit; survives reloads and crashes. */
export interface SegmentSnapshot {
  readonly uri: string;
  readonly sequence: number;
  readonly text: string;
  readonly segments: readonly Segment[];
}

export interface SegmentStore {
  load(uri: string): SegmentSnapshot | undefined;
  /** Durable when it returns. */
  save(snapshot: SegmentSnapshot): void;
  /** What is kept of `from`, or of the files in a folder of that name, is kept under `to` from now on; the sequence starts again at 0. */
  move(from: string, to: string): void;
}
