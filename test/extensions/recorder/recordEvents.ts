import { appendFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { RecordedEvent } from './recordedEvent.ts';

const schemes = ['file', 'vscode-notebook-cell'];

interface DetailedReason {
  readonly source: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Appends an event to the log, with its time. */
export function createEventLog(file: string): (event: RecordedEvent) => void {
  return (event) => appendFileSync(file, `${JSON.stringify({ ...event, at: Math.round(performance.now() * 10) / 10 })}\n`);
}

/** Writes every event of source documents. `standsFor` names what the running request pretends to be. */
export function recordEvents(write: (event: RecordedEvent) => void, standsFor: () => string | undefined): vscode.Disposable {
  const isMeant = ({ uri, languageId }: vscode.TextDocument): boolean =>
    schemes.includes(uri.scheme) && /^(?:type|java)script(?:react)?$/u.test(languageId);
  const opened = (document: vscode.TextDocument): void => {
    if (isMeant(document)) write({ what: 'open', uri: document.uri.toString(), text: document.getText() });
  };
  vscode.workspace.textDocuments.forEach(opened);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (isMeant(document)) write({ what: 'close', uri: document.uri.toString() });
    }),
    vscode.workspace.onDidChangeTextDocument((event) => {
      const { document, contentChanges, reason } = event;
      if (!isMeant(document)) return;
      const uri = document.uri.toString();
      const dirty = document.isDirty;
      if (contentChanges.length === 0) return write({ what: 'dirty', uri, dirty });
      const detailed = (event as { readonly detailedReason?: DetailedReason }).detailedReason;
      const pretended = standsFor();
      write({
        what: 'change',
        uri,
        dirty,
        changes: contentChanges.map(({ rangeOffset, rangeLength, text }) => ({ offset: rangeOffset, length: rangeLength, text })),
        ...(reason !== undefined && { reason: reason === vscode.TextDocumentChangeReason.Undo ? 'undo' : 'redo' }),
        source: detailed?.source ?? 'not granted',
        metadata: detailed?.metadata ?? {},
        ...(pretended !== undefined && { standsFor: pretended }),
      });
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections, kind }) => {
      if (!isMeant(document)) return;
      const carets = selections.map(({ active }) => document.offsetAt(active));
      const name = kind === undefined ? 'none' : (['keyboard', 'mouse', 'command'][kind - 1] ?? 'none');
      write({ what: 'select', uri: document.uri.toString(), kind: name, carets });
    }),
    vscode.workspace.onWillSaveTextDocument(({ document }) => {
      if (isMeant(document)) write({ what: 'save', uri: document.uri.toString(), phase: 'will' });
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (isMeant(document)) write({ what: 'save', uri: document.uri.toString(), phase: 'did' });
    }),
  );
}
