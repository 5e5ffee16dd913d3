import type { Origin } from '../terms/origin.ts';
import type { Segment } from './segmentStore.ts';

/** Typing within a minute is one stretch; a later `since` starts another. */
const sameTimeMs = 60_000;

/** One segment over a whole text of `length` UTF-16 units; an empty text has none. */
export function uniform(length: number, origin: Origin, since?: number): readonly Segment[] {
  if (length === 0) return [];
  return [{ start: 0, end: length, origin, ...(since === undefined ? {} : { since }) }];
}

/** The part of `segments` from `start` to `end` (exclusive), counted from `start`. */
export function slice(segments: readonly Segment[], start: number, end: number): readonly Segment[] {
  return segments.flatMap((segment) => {
    const from = Math.max(segment.start, start);
    const to = Math.min(segment.end, end);
    return from < to ? [{ ...segment, start: from - start, end: to - start }] : [];
  });
}

/** Like `slice`, for many parts of one list asked for from the front to the back: walks the list once. */
export function createSlicer(segments: readonly Segment[]): (start: number, end: number) => readonly Segment[] {
  let first = 0;
  return (start, end) => {
    while ((segments[first]?.end ?? Infinity) <= start) first += 1;
    const parts: Segment[] = [];
    for (let index = first; index < segments.length; index += 1) {
      const segment = segments[index];
      if (segment === undefined || segment.start >= end) break;
      const from = Math.max(segment.start, start);
      const to = Math.min(segment.end, end);
      if (from < to) parts.push({ ...segment, start: from - start, end: to - start });
    }
    return parts;
  };
}

/** Puts parts, each counted from its own start, one after the other; neighbours that say the same become one. */
export function concatenate(...parts: readonly (readonly Segment[])[]): readonly Segment[] {
  const joined: Segment[] = [];
  let shift = 0;
  for (const part of parts) {
    for (const segment of part) {
      const moved = { ...segment, start: segment.start + shift, end: segment.end + shift };
      const last = joined.at(-1);
      if (last !== undefined && saysTheSame(last, moved)) joined[joined.length - 1] = { ...last, end: moved.end };
      else joined.push(moved);
    }
    shift += part.at(-1)?.end ?? 0;
  }
  return joined;
}

/** Replaces `length` units at `offset` by text whose segments, counted from its start, are `inserted`. */
export function replace(segments: readonly Segment[], offset: number, length: number, inserted: readonly Segment[]): readonly Segment[] {
  const end = segments.at(-1)?.end ?? 0;
  return concatenate(slice(segments, 0, offset), inserted, slice(segments, offset + length, end));
}

/** The segment that holds `offset`, found in logarithmic time. */
export function segmentAt(segments: readonly Segment[], offset: number): Segment | undefined {
  let low = 0;
  let high = segments.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const segment = segments[middle];
    if (segment === undefined) return undefined;
    if (offset < segment.start) high = middle - 1;
    else if (offset >= segment.end) low = middle + 1;
    else return segment;
  }
  return undefined;
}

function saysTheSame(left: Segment, right: Segment): boolean {
  if (!sameOrigin(left.origin, right.origin)) return false;
  if (left.since === undefined || right.since === undefined) return left.since === right.since;
  return Math.abs(left.since - right.since) < sameTimeMs;
}

function sameOrigin(left: Origin, right: Origin): boolean {
  if (left === right) return true;
  return (
    left.kind === right.kind &&
    left.confidence === right.confidence &&
    left.tool === right.tool &&
    left.model === right.model &&
    left.session === right.session &&
    left.evidence.length === right.evidence.length &&
    left.evidence.every(({ source, where, why }, index) => {
      const other = right.evidence[index];
      return other?.source === source && other.where === where && other.why === why;
    })
  );
}
