import type { TextHistory } from './textHistory.ts';
import type { Segment, TrackedText } from './segmentStore.ts';
import { slice } from './segments.ts';

const maxPlaces = 20;

/**
 * Segments of `copied` as it stands in one of the texts, counted from its start. Where it stands in several places whose origins are of
 * different kinds, nobody can say which one was copied.
 */
function findCopied(copied: string, texts: Iterable<TrackedText>): readonly Segment[] | 'ambiguous' | undefined {
  let found: readonly Segment[] | undefined;
  let places = 0;
  for (const { text, segments } of texts) {
    for (let at = text.indexOf(copied); at >= 0 && places < maxPlaces; at = text.indexOf(copied, at + 1)) {
      const here = slice(segments, at, at + copied.length);
      if (found !== undefined && kinds(found) !== kinds(here)) return 'ambiguous';
      found ??= here;
      places += 1;
    }
  }
  return found;
}

function kinds(segments: readonly Segment[]): string {
  return segments
    .filter(({ origin }, index) => origin.kind !== segments[index + 1]?.origin.kind)
    .map(({ origin, end }) => `${origin.kind} ${String(end)}`)
    .join();
}

/** A copy may have been cut since: so many earlier states of a document are searched for it. */
const searchedStates = 20;

/** Where a copy may come from: what documents hold now, before that what they held when it was cut. */
export function findCopiedIn(
  documents: readonly { readonly tracked: TrackedText; readonly history: TextHistory }[],
  text: string,
): readonly Segment[] | undefined {
  const now = findCopied(
    text,
    documents.map((document) => document.tracked),
  );
  const found =
    now ??
    findCopied(
      text,
      documents.flatMap((document) => document.history.newest(searchedStates)),
    );
  return found === 'ambiguous' ? undefined : found;
}
