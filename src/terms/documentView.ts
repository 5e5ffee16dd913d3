import type { HoverCard } from './explanation.ts';
import type { UnitKey } from './ids.ts';
import type { LineRange, Position } from './ranges.ts';

export interface UnitView {
  readonly key: UnitKey;
  readonly name: string;
  readonly lines: LineRange;
  readonly nameAt: { readonly from: Position; readonly to: Position };
  /** Recent, not shown to be typed by hand, and worth knowing. */
  readonly unchecked: boolean;
  /** Who wrote it, in words; absent where that is not known. */
  readonly originText?: string;
  /** Absent: nothing worth saying. */
  readonly card?: HoverCard;
}

/** What hover, gutter and CodeLens draw from, without asking: true of exactly this version of the document. */
export interface DocumentView {
  readonly uri: string;
  /** The last edit's `sequence` that the view has seen; 0 is the document as first shown. */
  readonly sequence: number;
  readonly units: readonly UnitView[];
  /** Lines that came recently and are not shown to be typed by hand; absent where there are none. */
  readonly recent?: readonly LineRange[];
  /** Why the file is left alone, in one phrase. */
  readonly skipped?: string;
}
