/** Lines of a file: `[first, last]`, 1-based, both inclusive. */
export type LineRange = readonly [first: number, last: number];

/** A stretch of text: UTF-16 code units, 0-based, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A position as people count: line and column 1-based; a column counts UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export function contains(range: LineRange, line: number): boolean {
  return line >= range[0] && line <= range[1];
}

export function overlaps(left: LineRange, right: LineRange): boolean {
  return left[0] <= right[1] && right[0] <= left[1];
}
