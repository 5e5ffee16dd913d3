import type { Origin } from '../terms/origin.ts';
import { carryThroughFormatting } from './carrySegments.ts';
import { compareLines, splitLines } from './compareLines.ts';
import { normalisedLine } from '../git/filePatch.ts';
import { isSame, normalisedLines, sameLines } from './sameLines.ts';
import type { Segment, TrackedText } from './segmentStore.ts';
import { concatenate, slice, uniform } from './segments.ts';

export interface Recalled {
  /** States the document had before, newest first. */
  readonly earlier: readonly TrackedText[];
  /** What history says of a line (1-based). */
  readonly history: ReadonlyMap<number, Origin>;
  /** Where neither knows, as git brought it; without it what was known stands, and the time too: nothing came, somebody knows more. */
  readonly otherwise?: Origin;
}

/** With fewer letters and digits a line that stands alone is equal by chance. */
const leastCharacters = 20;

/**
 * Segments of a text that git put into the document: the stretches that `isMeant` names get back what was known of them, line by line,
 * from the document's own past and then from the commit that holds them.
 *
 *     typed ─► stash (gone) ─► stash pop      typed, as it was
 */
export function recallSegments(
  { text, segments }: TrackedText,
  isMeant: (segment: Segment) => boolean,
  { earlier, history, otherwise }: Recalled,
): readonly Segment[] {
  const pasts = earlier.map((past) => ({
    past,
    starts: startsOf(past.text),
    same: sameLines(past.text, text),
    telling: tellingLines(past.text),
  }));
  const telling = tellingLines(text);
  const lineOf = lineFinder(text);
  const parts = segments.map((segment) => {
    if (!isMeant(segment)) return uniform(segment.end - segment.start, segment.origin, segment.since);
    const pieces: (readonly Segment[])[] = [];
    for (let from = segment.start; from < segment.end;) {
      const { line, start, end } = lineOf(from);
      const until = Math.min(end, segment.end);
      const whole = from === start && until === end ? fromPast(line, text.slice(start, end)) : undefined;
      const origin = history.get(line) ?? otherwise ?? segment.origin;
      pieces.push(whole ?? uniform(until - from, origin, otherwise === undefined ? segment.since : undefined));
      from = until;
    }
    return concatenate(...pieces);
  });
  return concatenate(...parts);

  function fromPast(line: number, now: string): readonly Segment[] | undefined {
    for (const { past, starts, same, telling: told } of pasts) {
      const beside = same.get(line);
      const alone = telling.get(normalisedLine(now)) === line ? told.get(normalisedLine(now)) : undefined;
      const found = isSame(beside) ? beside.line : alone;
      if (found === undefined) continue;
      const start = starts[found - 1] ?? 0;
      const end = starts[found] ?? past.text.length;
      const known = { text: past.text.slice(start, end), segments: slice(past.segments, start, end) };
      if (known.segments.every(({ origin }) => origin.kind === 'unknown')) continue;
      const carried = known.text === now ? known.segments : carryThroughFormatting(known, now);
      if (carried !== undefined) return carried;
    }
    return undefined;
  }
}

/** Lines long enough to be known alone, as between the sides of a conflict, that stand in the text once; by their text, 1-based. */
function tellingLines(text: string): ReadonlyMap<string, number> {
  const once = new Map<string, number>();
  const repeated = new Set<string>();
  for (const [index, line] of normalisedLines(text).entries()) {
    if (line.replaceAll(/[^\p{L}\p{N}]/gu, '').length < leastCharacters) continue;
    if (once.has(line)) repeated.add(line);
    once.set(line, index + 1);
  }
  for (const line of repeated) once.delete(line);
  return once;
}

/** What was said of lines of `before`, for the lines of `after` that are the same. */
export function followLines(said: ReadonlyMap<number, Origin>, before: string, after: string): ReadonlyMap<number, Origin> {
  if (before === after) return said;
  const followed = new Map<number, Origin>();
  let [old, line] = [1, 1];
  for (const { kind, count } of compareLines(splitLines(before), splitLines(after))) {
    for (let index = 0; kind === 'kept' && index < count; index += 1) {
      const origin = said.get(old + index);
      if (origin !== undefined) followed.set(line + index, origin);
    }
    if (kind !== 'added') old += count;
    if (kind !== 'removed') line += count;
  }
  return followed;
}

function startsOf(text: string): readonly number[] {
  let offset = 0;
  return splitLines(text).map((line) => {
    offset += line.length;
    return offset - line.length;
  });
}

/** Finds the line around an offset; asked from the front to the back. */
function lineFinder(text: string): (offset: number) => { readonly line: number; readonly start: number; readonly end: number } {
  const lines = splitLines(text);
  let [index, start] = [0, 0];
  return (offset) => {
    let length = lines[index]?.length ?? 0;
    while (index < lines.length - 1 && offset >= start + length) {
      start += length;
      index += 1;
      length = lines[index]?.length ?? 0;
    }
    return { line: index + 1, start, end: start + length };
  };
}
