import { unknownOrigin } from '../terms/origin.ts';
import type { Origin } from '../terms/origin.ts';
import { carryThroughLines } from './carrySegments.ts';
import type { ReplacedText } from './replacedText.ts';
import type { Segment, TrackedText } from './segmentStore.ts';
import { concatenate, createSlicer, replace, uniform } from './segments.ts';
import { editorOrigin } from './signals/editSignal.ts';
import type { Judgement } from './signals/editSignal.ts';

/** A document as it is shown; `sequence` is that of the last edit its text contains. */
export interface TrackedDocument {
  readonly uri: string;
  /** Absolute path on disk, `/` between parts; without it no Change is made. */
  readonly path?: string;
  readonly root?: string;
  readonly text: string;
  readonly sequence: number;
  readonly dirty: boolean;
}

/** What a document's text is known to be when it is shown, given what was known of it before. */
export function segmentsWhenShown(known: TrackedText | undefined, place: TrackedDocument, now: number): readonly Segment[] {
  if (known === undefined) return uniform(place.text.length, unknownOrigin);
  if (known.text === place.text) return known.segments;
  const why = 'Changed while this document was not being watched.';
  return carryThroughLines(known, place.text, editorOrigin('unknown', 'changed-while-closed', 0, nameOf(place), why), now);
}

/** Segments after one edit that was judged; `replacements` run from the last offset to the first. */
export function segmentsAfter(
  before: readonly Segment[],
  replacements: readonly ReplacedText[],
  judgement: Judgement,
  at: number,
): readonly Segment[] {
  if ('whole' in judgement) return judgement.whole;
  const parts: (readonly Segment[])[] = [];
  const take = createSlicer(before);
  let position = 0;
  for (const [index, { offset, removed, inserted }] of [...replacements.entries()].toReversed()) {
    const added = 'carried' in judgement ? (judgement.carried[index] ?? []) : uniform(inserted.length, judgement.origin, at);
    parts.push(take(position, offset), added);
    position = offset + removed.length;
  }
  return concatenate(...parts, take(position, before.at(-1)?.end ?? 0));
}

/**
 * Edits were sent again after a crash, up to the point that was stored: what was stored then is exact and stands. What is `pending` keeps
 * the origin it was just given, which names it until it settles.
 */
export function resumeFrom(stored: TrackedText, sentAgain: TrackedText, pending: ReadonlySet<Origin> | undefined): TrackedText {
  if (stored.text !== sentAgain.text) return sentAgain;
  const segments = sentAgain.segments
    .filter(({ origin }) => pending?.has(origin))
    .reduce((all, { start, end, origin, since }) => replace(all, start, end - start, uniform(end - start, origin, since)), stored.segments);
  return { text: stored.text, segments };
}

/** The file's name, for people. */
export function nameOf({ path, uri }: TrackedDocument): string {
  const full = path ?? uri;
  return full.slice(full.lastIndexOf('/') + 1);
}
