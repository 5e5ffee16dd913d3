import type { Clock } from '../terms/clock.ts';
import { knownByOther } from './keptStates.ts';
import type { SegmentStore, TrackedText } from './segmentStore.ts';

/** At most one durable write in this time and document. */
const saveEveryMs = 1000;
/** By then another window has written what it saw of the text that this one read from disk. */
const othersSavedMs = 2 * saveEveryMs;

/** What the saver needs of a document that is shown. */
export interface SavedDocument {
  readonly place: { readonly uri: string };
  tracked: TrackedText;
  sequence: number;
  /** The last edit that is stored, and the last that need not be sent again. */
  saved: number;
  durable: number;
  savedAt: number;
  /** Until then another window may know more of this text, which was read from disk. */
  askOthersUntil: number;
  /** An edit was missed, so `tracked` is not the document's text any more. */
  lost: boolean;
  /** What opened a Change is durable only with that Change: until it closes, a crash must bring the edit again. */
  pending: unknown;
  cancelSave: (() => void) | undefined;
  cancelAsk: (() => void) | undefined;
}

/** Keeps documents in the store, at most once a second each. */
export interface DocumentSaver<Document extends SavedDocument> {
  save(document: Document): void;
  saveSoon(document: Document): void;
  /** Tells what need not be sent again, unless a Change is open. */
  acknowledge(document: Document): void;
  /**
   * The text was read from disk. It may have been typed in another window that shows the document too, which keeps what it saw:
   *
   *     this window:    reads the file ───────────── asks the store ─► typed
   *     the other one:  saves the file ──► store
   */
  wasRead(document: Document): void;
  /** Nothing that waits happens to it any more. */
  forget(document: Document): void;
}

interface SaverParts<Document> {
  readonly store: SegmentStore;
  readonly clock: Clock;
  readonly onDurable: (uri: string, sequence: number) => void;
  /** Another window knew more. */
  readonly onKnown: (document: Document) => void;
}

export function createDocumentSaver<Document extends SavedDocument>(parts: SaverParts<Document>): DocumentSaver<Document> {
  const { store, clock } = parts;

  function askOthers(document: Document): void {
    if (document.lost || clock.now() > document.askOthersUntil) return;
    const known = knownByOther(store, document.place.uri, document.tracked);
    if (known === undefined) return;
    document.tracked = known;
    parts.onKnown(document);
  }

  function save(document: Document): void {
    document.cancelSave?.();
    document.cancelSave = undefined;
    if (document.lost) return;
    askOthers(document);
    store.save({ uri: document.place.uri, sequence: document.sequence, ...document.tracked });
    document.saved = document.sequence;
    document.savedAt = clock.now();
    acknowledge(document);
  }

  function acknowledge(document: Document): void {
    if (document.pending !== undefined || document.saved <= document.durable) return;
    document.durable = document.saved;
    parts.onDurable(document.place.uri, document.durable);
  }

  return {
    save,
    acknowledge,
    saveSoon(document) {
      const waitMs = document.savedAt + saveEveryMs - clock.now();
      if (waitMs <= 0) save(document);
      else document.cancelSave ??= clock.after(waitMs, () => save(document));
    },
    wasRead(document) {
      document.askOthersUntil = clock.now() + othersSavedMs;
      document.cancelAsk?.();
      document.cancelAsk = clock.after(othersSavedMs, () => askOthers(document));
    },
    forget(document) {
      document.cancelSave?.();
      document.cancelAsk?.();
    },
  };
}
