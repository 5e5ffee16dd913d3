import { hasSubstance } from './sameLines.ts';
import type { Segment, SegmentStore, TrackedText } from './segmentStore.ts';
import type { TextHistory } from './textHistory.ts';

/** Fewer lines with substance, and two files have the same text by chance. */
const leastLines = 3;

interface Place {
  readonly uri: string;
  readonly path?: string;
  readonly root?: string;
  readonly text: string;
}

/**
 * What is known of a document's text: as the document was last; as it was when it had this very text before; failing both, as another
 * file of its folder has it, which was moved or copied by something else than the editor. Without an equal text it is what was last.
 *
 *     typed, saved ─► git stash ─► window closed, opened ─► git stash pop      typed, as it was
 */
export function knownWhenShown(
  store: SegmentStore,
  place: Place,
  { last, history }: { readonly last: TrackedText | undefined; readonly history: TextHistory | undefined },
): TrackedText | undefined {
  if (last?.text === place.text) return last;
  return history?.find(place.text) ?? stateWithText(store, place.uri, place.text) ?? last ?? elsewhere(store, place);
}

/** What was recorded of a document when it had this very text: lately, perhaps in another window, or before. */
export function stateWithText(store: SegmentStore, uri: string, text: string): TrackedText | undefined {
  return [store.load(uri), ...store.kept(uri)].find((state) => state?.text === text);
}

/** What the editor recorded of a document that has this text now. */
export function recordedState(store: SegmentStore, uri: string, text: string): TrackedText | undefined {
  return stateWithText(store, uri, text) ?? store.load(uri);
}

/** What another window recorded of the same text, where it knows more. */
export function knownByOther(store: SegmentStore, uri: string, own: TrackedText): TrackedText | undefined {
  const { text, segments } = store.load(uri) ?? own;
  return text === own.text && decidedIn(segments) > decidedIn(own.segments) ? { text, segments } : undefined;
}

/** A document's text was replaced from outside: what was known and is gone with it may come back, so it is kept. */
export function keepWhatWentAway(store: SegmentStore, uri: string, before: TrackedText, after: TrackedText): void {
  if (before.text === after.text) return;
  const still = new Set(after.text.split('\n').map((line) => line.trim()));
  const isGone = ({ start, end, origin }: Segment): boolean =>
    origin.kind !== 'unknown' &&
    before.text
      .slice(start, end)
      .split('\n')
      .some((line) => line.trim() !== '' && !still.has(line.trim()));
  if (before.segments.some(isGone)) store.keep(uri, before);
}

function decidedIn(segments: readonly Segment[]): number {
  return segments.reduce((sum, { start, end, origin }) => sum + (origin.kind === 'unknown' ? 0 : end - start), 0);
}

function elsewhere(store: SegmentStore, { uri, path, root, text }: Place): TrackedText | undefined {
  if (path === undefined || root === undefined || !path.startsWith(`${root}/`)) return undefined;
  if (text.split('\n').filter((line) => hasSubstance(line)).length < leastLines) return undefined;
  const depth = path.slice(root.length).split('/').length - 1;
  return store.withText(text, uri.split('/').slice(0, -depth).join('/'));
}
