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
}

export interface MovedCarets {
  readonly uri: string;
  readonly kind: NonNullable<EditSignals['selection']>;
  /** 0-based offsets in the text after the last change; asked for only when an edit waits for them. */
  readonly carets: () => readonly number[];
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

interface WaitingEdit {
  readonly edit: Edit;
  readonly ends: readonly CaretEnd[];
  readonly cancel: () => void;
  readonly knownReason: boolean;
  dirty: boolean;
  selection?: MovedCarets['kind'];
}

interface RecordedDocument {
  sequence: number;
  waiting?: WaitingEdit;
  savingSince?: number;
  receipt?: PasteReceipt & { readonly at: number };
}

/** Where a caret stands after the person's own input: at the end, or before what the editor closed by itself. */
interface CaretEnd {
  readonly from: number;
  readonly to: number;
}

const selectionWaitMs = 50;
const receiptLifeMs = 1_000;
/** A save that never finishes must not mark the edits that follow. */
const longestSaveMs = 5_000;

/**
 * Turns editor events into Edits. The kind of an edit shows only in the selection event that follows it, and whether it came
 * from disk only in that no event follows which makes the document dirty:
 *
 *     change ──► dirty ──► selection, caret at its end ──► Edit with that kind
 *     change ──► dirty ──► 50 ms ────────────────────────► Edit without a kind
 *     change ──► selection ──► 50 ms ────────────────────► Edit with that kind, from disk
 *     change ──► next change of the same document ───────► Edit as far as it is known, then the next waits
 */
export function createEditRecorder(parts: { readonly clock: Clock; readonly deliver: (edit: Edit) => void }): EditRecorder {
  const { clock, deliver } = parts;
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
    const { edit, selection, dirty, knownReason } = waiting;
    const signals: EditSignals = {
      ...edit.signals,
      ...(!dirty && !knownReason ? { fromDisk: true } : {}),
      ...(selection === undefined ? {} : { selection }),
    };
    deliver({ ...edit, signals });
  };
  const releaseWhenKnown = (document: RecordedDocument): void => {
    if (document.waiting?.dirty === true && document.waiting.selection !== undefined) release(document);
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
      const signals: EditSignals = {
        ...(pasted ? { paste: receipt.copied } : {}),
        ...(document.savingSince !== undefined && at - document.savingSince <= longestSaveMs ? { saving: true } : {}),
        ...(event.reason === 'undo' ? { undo: true } : {}),
        ...(event.reason === 'redo' ? { redo: true } : {}),
        ...(event.atCaret ? { atCaret: true } : {}),
      };
      document.sequence++;
      document.waiting = {
        edit: { uri: event.uri, sequence: document.sequence, replacements, signals, at },
        ends: caretEnds(replacements),
        dirty: event.dirty,
        knownReason: event.reason !== undefined,
        cancel: clock.after(selectionWaitMs, () => release(document)),
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

function withoutSpace(text: string): string {
  return text.replace(/\s+/g, '');
}
