import * as vscode from 'vscode';
import type { Clock } from '../terms/clock.ts';
import type { DocumentView } from '../terms/documentView.ts';
import type { Edit } from '../terms/edit.ts';
import type { ShownDocument } from '../terms/shownDocument.ts';
import type { Tutor } from '../tutor.ts';
import { lineEdit, type DocumentViews } from './documentViews.ts';
import { createEditOutbox } from './editOutbox.ts';
import { watchChatCopies } from './chatCopies.ts';
import { createEditRecorder, type MovedCarets } from './editRecorder.ts';
import { watchInlineRequests } from './inlineRequests.ts';
import { hasUnsavedChanges, watchNotebookCells } from './notebookCells.ts';
import { registerPasteReceipts } from './pasteReceipts.ts';
import { isFollowedDocument } from './supportedDocument.ts';

export interface EditWatcher extends vscode.Disposable {
  /** Milliseconds since the last edit of a document. */
  readonly sinceEditMs: (uri: string) => number | undefined;
  /** Reads the settings again: hides every document when all is off, shows the visible ones when it is on. */
  readonly refresh: () => void;
}

export interface EditWatcherParts {
  readonly tutor: Pick<Tutor, 'documentShown' | 'documentEdited' | 'documentHidden' | 'filesRenamed'>;
  readonly views: DocumentViews;
  /** Takes the view of a document that is not sent to the tutor, with the reason in it. */
  readonly leftAlone: (view: DocumentView) => void;
  readonly clock: Clock;
  readonly enabled: () => boolean;
  /** Takes the failure of a call that nobody waits for. */
  readonly report: (error: unknown) => void;
}

/** Above this a document is not sent: analysis would skip it, and copying it would be felt. UTF-16 units. */
const longestDocument = 1_500_000;
const mostUnshown = 32;

/**
 * Watches the documents a person reads or something edits, and tells the tutor. A document is shown to the tutor when it becomes visible,
 * or at its first edit in the background; for that its text is kept from the moment it is opened.
 */
export function createEditWatcher(parts: EditWatcherParts): EditWatcher {
  const { tutor, views, clock, enabled } = parts;
  const shown = new Set<string>();
  const tooLong = new Set<string>();
  const editedAt = new Map<string, number>();
  /** Text of open documents that nobody looks at, oldest first. */
  const unshown = new Map<string, string>();

  const send = (edits: readonly Edit[]): void => void tutor.documentEdited(edits).catch(parts.report);
  const outbox = createEditOutbox({ clock, send });
  const recorder = createEditRecorder({ clock, deliver: (edit) => outbox.add(edit) });
  const chat = watchChatCopies();

  const show = (document: vscode.TextDocument, textBefore?: string): void => {
    const uri = document.uri.toString();
    if (!enabled() || shown.has(uri) || tooLong.has(uri) || !isFollowedDocument(document)) return;
    if (lengthOf(document) > longestDocument) {
      tooLong.add(uri);
      parts.leftAlone({ uri, sequence: 0, units: [], skipped: 'the file is larger than 1.5 million characters' });
      return;
    }
    shown.add(uri);
    const text = textBefore ?? unshown.get(uri) ?? document.getText();
    unshown.delete(uri);
    void tutor.documentShown(shownDocument(document, text, recorder.sequenceOf(uri))).catch(parts.report);
  };

  const hide = (uri: string): void => {
    unshown.delete(uri);
    tooLong.delete(uri);
    recorder.settle(uri);
    outbox.flush(uri);
    recorder.forget(uri);
    editedAt.delete(uri);
    views.forget(uri);
    if (shown.delete(uri)) void tutor.documentHidden(uri).catch(parts.report);
  };

  const remember = (document: vscode.TextDocument): void => {
    const uri = document.uri.toString();
    if (!enabled() || shown.has(uri) || !isFollowedDocument(document) || lengthOf(document) > longestDocument) return;
    unshown.set(uri, document.getText());
    const oldest = unshown.keys().next().value;
    if (unshown.size > mostUnshown && oldest !== undefined) unshown.delete(oldest);
  };

  const changed = (event: vscode.TextDocumentChangeEvent): void => {
    const { document, contentChanges } = event;
    if (!enabled() || !isFollowedDocument(document)) return;
    const uri = document.uri.toString();
    if (contentChanges.length === 0) {
      // Such an event says that the document became dirty or clean, or changed its encoding.
      if (document.isDirty) recorder.madeDirty(uri);
      return;
    }
    editedAt.set(uri, clock.now());
    const textBefore = unshown.get(uri);
    if (!shown.has(uri) && textBefore === undefined) {
      // Opened before we looked: what it was is not known, so it starts from what it is.
      show(document);
      return;
    }
    show(document, textBefore);
    if (!shown.has(uri)) return;
    const reason = reasonOf(event.reason);
    const sequence = recorder.changed({
      uri,
      changes: contentChanges,
      ...(reason !== undefined && { reason }),
      dirty: hasUnsavedChanges(document),
      atCaret: touchesCaret(document, contentChanges),
      ...(chat.holds(document.uri) && { chatEditing: true }),
    });
    views.edited(
      uri,
      sequence,
      contentChanges.map(({ range: { start, end }, text }) =>
        lineEdit({ fromLine: start.line + 1, fromColumn: start.character + 1, toLine: end.line + 1, toColumn: end.character + 1 }, text),
      ),
    );
  };

  const showVisible = (): void => vscode.window.visibleTextEditors.forEach(({ document }) => show(document));
  const subscriptions = [
    watchInlineRequests({ asked: (request) => recorder.askedForSuggestion(request) }),
    chat,
    watchNotebookCells((uri) => recorder.madeDirty(uri)),
    vscode.workspace.onDidOpenTextDocument(remember),
    vscode.window.onDidChangeVisibleTextEditors(showVisible),
    vscode.workspace.onDidChangeTextDocument(changed),
    vscode.workspace.onDidCloseTextDocument((document) => hide(document.uri.toString())),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections, kind }) =>
      recorder.caretsMoved({
        uri: document.uri.toString(),
        kind: kindOf(kind),
        carets: () => selections.map((selection) => document.offsetAt(selection.active)),
      }),
    ),
    vscode.workspace.onWillSaveTextDocument(({ document }) => {
      if (isFollowedDocument(document)) recorder.willSave(document.uri.toString());
    }),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const uri of shown) {
        recorder.settle(uri);
        outbox.flush(uri);
      }
      const renames = files.map(({ oldUri, newUri }) => ({ from: oldUri.toString(), to: newUri.toString() }));
      void tutor.filesRenamed(renames).catch(parts.report);
    }),
    vscode.workspace.onDidSaveTextDocument((document) => recorder.didSave(document.uri.toString())),
    registerPasteReceipts({ announce: (receipt) => recorder.pasteAnnounced(receipt) }),
  ];
  showVisible();

  return {
    sinceEditMs(uri) {
      const at = editedAt.get(uri);
      return at === undefined ? undefined : clock.now() - at;
    },
    refresh() {
      if (enabled()) showVisible();
      else [...shown, ...tooLong, ...unshown.keys()].forEach(hide);
    },
    dispose() {
      subscriptions.forEach((subscription) => subscription.dispose());
      recorder.dispose();
      outbox.dispose();
    },
  };
}

function shownDocument(document: vscode.TextDocument, text: string, sequence: number): ShownDocument {
  const { uri, languageId } = document;
  const onDisk = uri.scheme === 'file' || uri.scheme === 'vscode-remote';
  const folder = onDisk ? vscode.workspace.getWorkspaceFolder(uri) : undefined;
  return {
    uri: uri.toString(),
    ...(onDisk && { path: slashed(uri.fsPath) }),
    ...(folder !== undefined && { root: slashed(folder.uri.fsPath) }),
    languageId,
    text,
    sequence,
    dirty: hasUnsavedChanges(document),
  };
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

/** Without copying the text. */
function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(new vscode.Position(document.lineCount, 0));
}

/** The editor's selection is still the one before the edit: its event comes after this one. */
function touchesCaret(document: vscode.TextDocument, changes: readonly vscode.TextDocumentContentChangeEvent[]): boolean {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document) return false;
  return changes.some(({ range }) => editor.selections.some((selection) => range.intersection(selection) !== undefined));
}

function reasonOf(reason: vscode.TextDocumentChangeReason | undefined): 'undo' | 'redo' | undefined {
  if (reason === undefined) return undefined;
  return reason === vscode.TextDocumentChangeReason.Undo ? 'undo' : 'redo';
}

function kindOf(kind: vscode.TextEditorSelectionChangeKind | undefined): MovedCarets['kind'] {
  switch (kind) {
    case vscode.TextEditorSelectionChangeKind.Keyboard:
      return 'keyboard';
    case vscode.TextEditorSelectionChangeKind.Mouse:
      return 'mouse';
    case vscode.TextEditorSelectionChangeKind.Command:
      return 'command';
    case undefined:
      return 'none';
  }
}
