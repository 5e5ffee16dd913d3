import type { Change } from '../terms/change.ts';
import type { Clock } from '../terms/clock.ts';
import type { Edit } from '../terms/edit.ts';
import { unknownOrigin } from '../terms/origin.ts';
import type { Origin } from '../terms/origin.ts';
import type { LineRange } from '../terms/ranges.ts';
import { createDocumentSaver } from './documentSaver.ts';
import type { SavedDocument } from './documentSaver.ts';
import { nameOf, resumeFrom, segmentsAfter, segmentsWhenShown } from './documentSegments.ts';
import type { TrackedDocument } from './documentSegments.ts';
import { findCopiedIn } from './copiedText.ts';
import { keepWhatWentAway, knownWhenShown, stateWithText } from './keptStates.ts';
import { originOfRange, rangeOfLines, recentUntypedLines } from './lineOrigins.ts';
import { withOwnWord } from './ownWord.ts';
import { createRecall } from './recallDocument.ts';
import type { RecallSources } from './recallDocument.ts';
import { followLines, recallSegments } from './recallSegments.ts';
import { applyReplacements, readReplacements } from './replacedText.ts';
import type { ReplacedText } from './replacedText.ts';
import type { Segment, SegmentSnapshot, SegmentStore, TrackedText } from './segmentStore.ts';
import { judgeEdit } from './signals/allSignals.ts';
import { closeSuggestion } from './suggestionChange.ts';
import type { PendingSuggestion } from './suggestionChange.ts';
import { subscribe } from './subscribe.ts';
import { createTextHistory } from './textHistory.ts';
import type { TextHistory } from './textHistory.ts';

/** Typing is still for this long: what came is one Change. */
const settledMs = 300;

/**
 * Knows, for each shown document, which stretch of its text came from whom, and says when something arrived that is worth a question.
 *
 *     edit ──► clues ──► segments ──► (300 ms still) ──► Change
 *                            └──► store, at most once a second
 */
export interface OriginTracker {
  /** Text that differs from what is stored is compared line by line: changed lines are unknown. */
  shown(document: TrackedDocument): void;
  /**
   * Edits of shown documents; one seen before is skipped. Returns the highest sequence that is durable now (the lowest over the
   * documents, when there are several). After an edit that does not follow the last one, `text` is undefined until shown again.
   */
  edited(edits: readonly Edit[]): number;
  /** Saves and forgets; what was not settled becomes a Change at once. */
  hidden(uri: string): void;
  /** A file, or a folder with its files, has another name now, whether or not it was shown under it already. */
  renamed(from: string, to: string): void;
  segments(uri: string): readonly Segment[];
  text(uri: string): string | undefined;
  /** Whether an edit in the editor, not a reading of the disk, led to this text of a shown document, now or lately. */
  madeHere(uri: string, text: string): boolean;
  /** 1-based, inclusive. */
  originOfLines(uri: string, lines: LineRange): Origin;
  /** Lines that came in the last 14 days and are not shown to be typed. */
  linesSince(uri: string): readonly LineRange[];
  /** New commits below this folder may know who wrote what nobody was seen to write. */
  committed(root: string): void;
  /** A person's own word about whole lines; it ranks above every clue. */
  override(uri: string, lines: LineRange, kind: 'human' | 'ai'): void;
  onClosed(listener: (change: Change) => void): () => void;
  /** Later durable writes, for edits that `edited` could not yet call durable. */
  onDurable(listener: (uri: string, sequence: number) => void): () => void;
  /** Origins of a document changed without an edit: git turned out to know what was read from disk. */
  onRevised(listener: (uri: string) => void): () => void;
  flush(): void;
  dispose(): void;
}

interface OriginTrackerParts extends RecallSources {
  readonly store: SegmentStore;
  readonly clock: Clock;
}

interface LiveDocument extends SavedDocument {
  place: TrackedDocument;
  readonly history: TextHistory;
  pending: PendingSuggestion | undefined;
  /** What was stored of this document beyond its `sequence`: edits up to there are being sent again after a crash. */
  stored: SegmentSnapshot | undefined;
  cancelClose: () => void;
}

export function createOriginTracker({ store, clock, ...asked }: OriginTrackerParts): OriginTracker {
  const documents = new Map<string, LiveDocument>();
  const closed = new Set<(change: Change) => void>();
  const durable = new Set<(uri: string, sequence: number) => void>();
  const revised = new Set<(uri: string) => void>();

  const { save, saveSoon, acknowledge, wasRead, forget } = createDocumentSaver<LiveDocument>({
    store,
    clock,
    onDurable: (uri, sequence) => durable.forEach((listener) => listener(uri, sequence)),
    onKnown: ({ place }) => revised.forEach((listener) => listener(place.uri)),
  });

  function saveAll(): void {
    for (const document of documents.values()) if (document.sequence > document.saved || document.cancelSave !== undefined) save(document);
  }

  function close(document: LiveDocument): void {
    const { pending, place, tracked, lost } = document;
    document.cancelClose();
    document.pending = undefined;
    if (pending === undefined) return;
    const { path } = place;
    const change = lost || path === undefined ? undefined : closeSuggestion(pending, { ...place, path }, tracked, clock.now());
    if (change !== undefined) for (const listener of closed) listener(change);
    acknowledge(document);
  }

  const recall = createRecall<LiveDocument>({
    ...asked,
    kept: store.kept,
    /** `known.history` counts the lines of `text`; the document may have been edited since. */
    onKnown(document, isMeant, known, text) {
      if (documents.get(document.place.uri) !== document) return;
      const history = followLines(known.history, text, document.tracked.text);
      const segments = recallSegments(document.tracked, isMeant, { ...known, history });
      document.tracked = { text: document.tracked.text, segments };
      saveSoon(document);
      for (const listener of revised) listener(document.place.uri);
    },
  });

  function apply(document: LiveDocument, edit: Edit): void {
    const before = document.tracked;
    const replacements = edit.sequence === document.sequence + 1 ? readReplacements(before.text, edit) : undefined;
    if (replacements === undefined) {
      document.lost = true;
      return;
    }
    document.sequence = edit.sequence;
    if (replacements.length > 0) judge(document, edit, before, replacements);
    const { stored } = document;
    if (stored === undefined || stored.sequence > edit.sequence) return;
    document.stored = undefined;
    document.tracked = resumeFrom(stored, document.tracked, document.pending?.origins);
  }

  function judge(document: LiveDocument, edit: Edit, before: TrackedText, replacements: readonly ReplacedText[]): void {
    const after = applyReplacements(before.text, replacements);
    const isReload = edit.signals.fromDisk === true;
    const intact = [...documents.values()].filter((each) => !each.lost);
    const judgement = judgeEdit({
      edit,
      before,
      after,
      replacements,
      name: nameOf(document.place),
      earlier: (text) => (document.history.find(text) ?? (isReload ? stateWithText(store, document.place.uri, text) : undefined))?.segments,
      copied: (text) => findCopiedIn(intact, text),
    });
    if (judgement === undefined) return;
    document.history.remember(before);
    document.tracked = { text: after, segments: segmentsAfter(before.segments, replacements, judgement, edit.at) };
    if ('origin' in judgement && judgement.asks) {
      document.pending ??= { before: before.text, origins: new Set(), sequence: edit.sequence, at: edit.at };
      document.pending.origins.add(judgement.origin);
    }
    if (document.pending !== undefined) {
      document.cancelClose();
      document.cancelClose = clock.after(settledMs, () => close(document));
    }
    if (!isReload) return;
    keepWhatWentAway(store, document.place.uri, before, document.tracked);
    wasRead(document);
    document.history.readFromDisk(after);
    recall.afterReplacement(document, 'disk-reload', edit.at);
  }

  return {
    shown(place) {
      const live = documents.get(place.uri);
      const stored = live === undefined || live.lost ? store.load(place.uri) : undefined;
      const last = live === undefined || live.lost ? stored : live.tracked;
      const now = clock.now();
      const known = knownWhenShown(store, place, { last, history: live?.history });
      const document: LiveDocument = {
        place,
        tracked: { text: place.text, segments: segmentsWhenShown(known, place, now) },
        sequence: place.sequence,
        saved: place.sequence,
        durable: place.sequence,
        savedAt: live?.savedAt ?? -Infinity,
        askOthersUntil: -Infinity,
        lost: false,
        history: live?.history ?? createTextHistory(),
        pending: live?.pending,
        stored: stored !== undefined && stored.sequence > place.sequence && stored.text !== place.text ? stored : undefined,
        cancelClose: () => undefined,
        cancelSave: undefined,
        cancelAsk: undefined,
      };
      if (last !== undefined) keepWhatWentAway(store, place.uri, last, document.tracked);
      if (!place.dirty && live?.tracked.text !== place.text) document.history.readFromDisk(place.text);
      live?.cancelClose();
      if (live !== undefined) forget(live);
      documents.set(place.uri, document);
      if (document.pending !== undefined) document.cancelClose = clock.after(settledMs, () => close(document));
      // What is stored may hold more than the editor could know when the engine died; it is kept until the edits have caught up.
      if (document.stored === undefined) save(document);
      recall.afterReplacement(document, 'changed-while-closed', now);
      if (known === undefined) recall.ofUnknown(document);
    },
    edited(edits) {
      const touched = new Set<LiveDocument>();
      for (const edit of edits) {
        const document = documents.get(edit.uri);
        if (document === undefined) continue;
        touched.add(document);
        if (!document.lost && edit.sequence > document.sequence) apply(document, edit);
      }
      for (const document of touched) if (document.sequence > document.saved) saveSoon(document);
      return touched.size === 0 ? 0 : Math.min(...[...touched].map((document) => document.durable));
    },
    hidden(uri) {
      const document = documents.get(uri);
      if (document === undefined) return;
      close(document);
      save(document);
      forget(document);
      documents.delete(uri);
    },
    renamed(from, to) {
      const isWithin = (uri: string, name: string): boolean => uri === name || uri.startsWith(`${name}/`);
      for (const document of documents.values()) if (isWithin(document.place.uri, from)) save(document);
      store.move(from, to);
      for (const document of documents.values()) {
        const { uri } = document.place;
        const known = isWithin(uri, to) && !document.lost ? store.load(uri) : undefined;
        if (known === undefined) continue;
        const { text } = document.tracked;
        document.tracked = { text, segments: segmentsWhenShown(known, { ...document.place, text }, clock.now()) };
        saveSoon(document);
        for (const listener of revised) listener(uri);
      }
    },
    segments: (uri) => documents.get(uri)?.tracked.segments ?? [],
    text(uri) {
      const document = documents.get(uri);
      return document === undefined || document.lost ? undefined : document.tracked.text;
    },
    madeHere(uri, text) {
      const document = documents.get(uri);
      return document !== undefined && !document.lost && document.history.madeHere(text, document.tracked.text);
    },
    originOfLines(uri, lines) {
      const document = documents.get(uri);
      if (document === undefined || document.lost) return unknownOrigin;
      return originOfRange(document.tracked, rangeOfLines(document.tracked.text, lines));
    },
    linesSince(uri) {
      const document = documents.get(uri);
      return document === undefined || document.lost ? [] : recentUntypedLines(document.tracked, clock.now());
    },
    committed(root) {
      for (const document of documents.values()) if (document.place.path?.startsWith(`${root}/`) === true) recall.ofUnknown(document);
    },
    override(uri, lines, kind) {
      const document = documents.get(uri);
      if (document === undefined || document.lost) return;
      document.tracked = withOwnWord(document.tracked, lines, kind, nameOf(document.place));
      save(document);
    },
    onClosed: (listener) => subscribe(closed, listener),
    onDurable: (listener) => subscribe(durable, listener),
    onRevised: (listener) => subscribe(revised, listener),
    flush: saveAll,
    dispose() {
      for (const document of documents.values()) document.cancelClose();
      saveAll();
      for (const document of documents.values()) forget(document);
      documents.clear();
      for (const listeners of [closed, durable, revised]) listeners.clear();
    },
  };
}
