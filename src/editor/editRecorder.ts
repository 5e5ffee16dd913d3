import type { Clock } from '../terms/clock.ts';
import type { Edit, EditSignals, TextReplacement } from '../terms/edit.ts';

/** A content change as the editor reports it; offsets are 0-based UTF-16 units of the text before the whole event. */
export interface ChangedDocument {
  readonly uri: string;
  readonly changes: readonly { readonly rangeOffset: number; readonly rangeLength: number; readonly text: string }[];
  readonly reason?: 'undo' | 'redo';
  /** Whether the document had unsaved changes when the event arrived; the first edit of a clean document arrives before it has. */
  readonly dirty: boolean;
  readonly atCaret: boolean;
  readonly chatEditing?: boolean;
}

export interface MovedCarets {
  readonly uri: string;
  readonly kind: NonNullable<EditSignals['selection']>;
  /** 0-based offsets in the text after the last change; asked for only when an edit waits for them. */
  readonly carets: () => readonly number[];
}

/** The editor asked for an inline suggestion. */
export interface AskedForSuggestion {
  readonly uri: string;
  /** 0-based offset in the text after the last change. */
  readonly caret: () => number;
  /** The entry on which the open list of completions stands. */
  readonly chosen?: string;
}

export interface PasteReceipt {
  readonly uri: string;
  readonly copied: 'inside' | 'outside';
  /** The clipboard's text; pasting may change its indentation and line ends. */
  readonly text: string;
}

export interface EditRecorder {
  /** The new edit's sequence. */
  changed(event: ChangedDocument): number;
  caretsMoved(event: MovedCarets): void;
  /** The document has unsaved changes now, so the edit that waits was made in the editor. */
  madeDirty(uri: string): void;
  askedForSuggestion(event: AskedForSuggestion): void;
  pasteAnnounced(receipt: PasteReceipt): void;
  willSave(uri: string): void;
  didSave(uri: string): void;
  /** 0 for a document without edits. */
  sequenceOf(uri: string): number;
  /** Delivers the edit that waits, if one does. */
  settle(uri: string): void;
  /** The document was closed; its sequence starts again when it is shown again. */
  forget(uri: string): void;
  dispose(): void;
}

export interface EditRecorderParts {
  readonly clock: Clock;
  readonly deliver: (edit: Edit) => void;
}

interface WaitingEdit {
  readonly edit: Edit;
  readonly ends: readonly CaretEnd[];
  cancel: () => void;
  readonly knownReason: boolean;
  dirty: boolean;
  selection?: MovedCarets['kind'];
  /** The editor had asked for suggestions just where the edit came, so it may be one that was taken. */
  readonly mayBeSuggestion: boolean;
  suggestionTaken?: true;
}

interface RecordedDocument {
  sequence: number;
  waiting?: WaitingEdit;
  savingSince?: number;
  /** What the list of completions stood on when it was last heard of. */
  chosen?: string;
  /** Where the editor last asked for suggestions, moved along with what is typed there; nothing after any other edit. */
  askedAt?: number;
  receipt?: PasteReceipt & { readonly at: number };
}

/** Where a caret stands after the person's own input: at the end, or before what the editor closed by itself. */
interface CaretEnd {
  readonly from: number;
  readonly to: number;
}

const selectionWaitMs = 50;
/** The editor asks for the next suggestion 50 ms after one was taken; a busy machine needs longer. */
const questionWaitMs = 1_000;
/** It tells of unsaved changes after the change itself: a person's own line must not be taken for one that was read from disk. */
const dirtyWaitMs = 300;
const receiptLifeMs = 1_000;
/** A save that never finishes must not mark the edits that follow. */
const longestSaveMs = 5_000;

/**
 * Turns editor events into Edits. The kind of an edit shows only in the selection event that follows it, and whether it came
 * from disk only in that no event follows which makes the document dirty:
 *
 *     change ──► dirty ──► selection, caret at its end ──► Edit with that kind
 *     change ──► dirty ──► 50 ms ────────────────────────► Edit without a kind
 *     change ──► selection ──► 300 ms ───────────────────► Edit with that kind, from disk
 *     question for a suggestion ──► change there ──► question at its end ──► Edit that takes a suggestion
 *     change ──► next change of the same document ───────► Edit as far as it is known, then the next waits
 */
export function createEditRecorder({ clock, deliver }: EditRecorderParts): EditRecorder {
  const documents = new Map<string, RecordedDocument>();

  const documentOf = (uri: string): RecordedDocument => {
    const known = documents.get(uri) ?? { sequence: 0 };
    documents.set(uri, known);
    return known;
  };

  const release = (document: RecordedDocument): void => {
    const { waiting } = document;
    if (waiting === undefined) return;
    delete document.waiting;
    waiting.cancel();
    const { edit, selection, dirty, knownReason, suggestionTaken } = waiting;
    const signals: EditSignals = {
      ...edit.signals,
      ...(!dirty && !knownReason ? { fromDisk: true } : {}),
      ...(selection === undefined ? {} : { selection }),
      ...(suggestionTaken === true && edit.signals.paste === undefined ? { suggestionTaken } : {}),
    };
    deliver({ ...edit, signals });
  };
  const releaseWhenKnown = (document: RecordedDocument): void => {
    const { waiting } = document;
    if (waiting?.dirty === true && waiting.selection !== undefined && !awaitsQuestion(waiting)) release(document);
  };
  const madeDirty = (uri: string): void => {
    const document = documents.get(uri);
    if (document?.waiting === undefined) return;
    document.waiting.dirty = true;
    releaseWhenKnown(document);
  };

  return {
    changed(event) {
      const document = documentOf(event.uri);
      if (event.dirty) madeDirty(event.uri);
      release(document);
      const at = clock.now();
      const replacements = event.changes.map(({ rangeOffset, rangeLength, text }) => ({ offset: rangeOffset, length: rangeLength, text }));
      const { receipt } = document;
      const pasted = receipt !== undefined && at - receipt.at <= receiptLifeMs && isPasteOf(receipt.text, replacements);
      if (pasted) delete document.receipt;
      const fromList = isFromList(document.chosen, replacements);
      const mayBeSuggestion = !pasted && !fromList && event.reason === undefined && isWhereAsked(document.askedAt, event);
      delete document.chosen;
      moveAlong(document, replacements);
      const signals: EditSignals = {
        ...(pasted ? { paste: receipt.copied } : {}),
        ...(document.savingSince !== undefined && at - document.savingSince <= longestSaveMs ? { saving: true } : {}),
        ...(event.reason === 'undo' ? { undo: true } : {}),
        ...(event.reason === 'redo' ? { redo: true } : {}),
        ...(event.atCaret ? { atCaret: true } : {}),
        ...(fromList ? { fromList } : {}),
        ...(event.chatEditing === true ? { chatEditing: true } : {}),
      };
      document.sequence++;
      document.waiting = {
        edit: { uri: event.uri, sequence: document.sequence, replacements, signals, at },
        ends: caretEnds(replacements),
        dirty: event.dirty,
        knownReason: event.reason !== undefined,
        mayBeSuggestion,
        cancel: clock.after(selectionWaitMs, () => {
          const { waiting } = document;
          if (waiting === undefined || (isDecided(waiting) && !awaitsQuestion(waiting))) return release(document);
          const waitMs = awaitsQuestion(waiting) ? questionWaitMs : dirtyWaitMs;
          waiting.cancel = clock.after(waitMs - selectionWaitMs, () => release(document));
        }),
      };
      return document.sequence;
    },
    caretsMoved(event) {
      const document = documents.get(event.uri);
      const ends = document?.waiting?.ends;
      if (document === undefined || ends === undefined) return;
      const carets = event.carets();
      if (document.waiting === undefined || !ends.some(({ from, to }) => carets.some((caret) => caret >= from && caret <= to))) return;
      document.waiting.selection = event.kind;
      releaseWhenKnown(document);
    },
    madeDirty,
    askedForSuggestion({ uri, caret, chosen }) {
      const document = documentOf(uri);
      if (chosen === undefined) delete document.chosen;
      else document.chosen = chosen;
      const { waiting } = document;
      document.askedAt = caret();
      if (waiting?.mayBeSuggestion !== true || !waiting.ends.some(({ to }) => to === document.askedAt)) return;
      waiting.suggestionTaken = true;
      releaseWhenKnown(document);
    },
    pasteAnnounced(receipt) {
      documentOf(receipt.uri).receipt = { ...receipt, at: clock.now() };
    },
    willSave(uri) {
      madeDirty(uri);
      documentOf(uri).savingSince = clock.now();
    },
    didSave(uri) {
      delete documents.get(uri)?.savingSince;
    },
    sequenceOf: (uri) => documents.get(uri)?.sequence ?? 0,
    settle(uri) {
      const document = documents.get(uri);
      if (document !== undefined) release(document);
    },
    forget(uri) {
      documents.get(uri)?.waiting?.cancel();
      documents.delete(uri);
    },
    dispose() {
      for (const document of documents.values()) document.waiting?.cancel();
      documents.clear();
    },
  };
}

/** What the editor adds behind the caret by itself: closing brackets and quotes, the end of a comment, the line after Enter. */
const closedByEditor = /[\s)\]}>"'`*/;,]*$/;

/** Offsets in the text after the edit. */
function caretEnds(replacements: readonly TextReplacement[]): readonly CaretEnd[] {
  let shift = 0;
  return [...replacements]
    .sort((left, right) => left.offset - right.offset)
    .map(({ offset, length, text }) => {
      const to = offset + shift + text.length;
      shift += text.length - length;
      const closing = closedByEditor.exec(text)?.[0].length ?? 0;
      // At least one character was typed before what was closed.
      const from = text.length === 0 ? to : Math.max(to - closing, to - text.length + 1);
      return { from, to };
    });
}

/** With several cursors the clipboard's lines are spread over them, so each inserted text is a part of it. */
function isPasteOf(clipboard: string, replacements: readonly TextReplacement[]): boolean {
  const copied = withoutSpace(clipboard);
  return (
    replacements.some(({ text }) => withoutSpace(text) !== '') && replacements.every(({ text }) => copied.includes(withoutSpace(text)))
  );
}

/** A selection of no kind may be that of a suggestion that was taken: it shows in what the editor asks next. */
function awaitsQuestion({ mayBeSuggestion, suggestionTaken, selection, dirty }: WaitingEdit): boolean {
  return mayBeSuggestion && dirty && selection === 'none' && suggestionTaken !== true;
}

/** Whether it is known if the edit was made in the editor: an event that makes the document dirty may still be on its way. */
function isDecided({ dirty, knownReason }: WaitingEdit): boolean {
  return dirty || knownReason;
}

/** What is shown in grey stands where the editor asked; an edit that is suggested elsewhere lies away from the caret. */
function isWhereAsked(askedAt: number | undefined, { changes, atCaret }: ChangedDocument): boolean {
  if (askedAt === undefined) return false;
  return !atCaret || changes.some(({ rangeOffset, rangeLength }) => rangeOffset <= askedAt && askedAt <= rangeOffset + rangeLength);
}

function moveAlong(document: RecordedDocument, replacements: readonly TextReplacement[]): void {
  const [only, ...more] = replacements;
  const isTyped = only !== undefined && more.length === 0 && only.length === 0 && only.text.length <= 2 && only.offset === document.askedAt;
  if (isTyped) document.askedAt = only.offset + 1;
  else delete document.askedAt;
}

/** A snippet's places are filled with their defaults in both; lines are indented by where they land. */
function isFromList(chosen: string | undefined, replacements: readonly TextReplacement[]): boolean {
  return chosen !== undefined && replacements.some(({ text }) => text !== '' && withoutSpace(text) === withoutSpace(chosen));
}

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}
