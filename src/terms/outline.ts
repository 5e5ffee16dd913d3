import type { LineRange } from './ranges.ts';

/** One thing about how a unit runs that takes more than one of its lines to see. */
export interface Step {
  readonly text: string;
  /** Lines of the unit's file it rests on, at least one. */
  readonly lines: readonly LineRange[];
}

/** A way of building code that people know by name, shown by the unit's structure and never by its name. */
export interface Pattern extends Step {
  /** Id of the detector: `retry`, `cache` … */
  readonly id: string;
  /** At most nine words: `Retry, at most 4 tries`. */
  readonly title: string;
}

/** What a unit is and how it goes, as far as its structure proves it. */
export interface Outline {
  readonly pattern?: Pattern;
  /** In the order of the lines, at most six. */
  readonly steps: readonly Step[];
}
