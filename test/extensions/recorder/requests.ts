import * as vscode from 'vscode';
import type { Offers } from './offers.ts';

/** What a test asks of this extension, as another extension could do it; `path` is absolute. */
export type RecorderRequest =
  /** Shows a file with the caret behind the first place of `after`, or with `select` selected; else at its end. */
  | { readonly ask: 'open'; readonly path: string; readonly after?: string; readonly select?: string }
  | { readonly ask: 'state'; readonly path: string }
  | { readonly ask: 'offer'; readonly offers: Offers }
  | { readonly ask: 'command'; readonly id: string; readonly arguments?: readonly unknown[] }
  /** Replaces the first place of `from`; an empty one means the end, `caret` where the caret is. */
  | { readonly ask: 'workspaceEdit'; readonly path: string; readonly from: string; readonly to: string; readonly caret?: boolean }
  | { readonly ask: 'editorEdit'; readonly from: string; readonly to: string; readonly caret?: boolean }
  /** Stands in for VS Code's own chat, which needs a sign-in: its documents are opened, its edits are applied as it applies them. */
  | { readonly ask: 'chat'; readonly path: string; readonly from: string; readonly pieces: readonly string[]; readonly standsFor: string }
  | { readonly ask: 'carets'; readonly before: string }
  | { readonly ask: 'notebook'; readonly path: string }
  | { readonly ask: 'rename'; readonly path: string; readonly to: string }
  | { readonly ask: 'close' };

/** What `state` answers; nothing where the document is not open. */
export interface DocumentState {
  readonly text: string;
  readonly dirty: boolean;
}

export interface RequestParts {
  readonly offer: (offers: Offers) => void;
  readonly pretend: (standsFor: string | undefined) => void;
}

const find = (path: string): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find(({ uri }) => uri.fsPath === path && /^(?:file|vscode-notebook-cell)$/u.test(uri.scheme));

function rangeOf(document: vscode.TextDocument, text: string, caret = false): vscode.Range {
  const active = vscode.window.activeTextEditor?.selection.active;
  if (caret && active !== undefined) return new vscode.Range(active, active);
  const start = text === '' ? document.getText().length : document.getText().indexOf(text);
  if (start < 0) throw new Error(`${document.uri.path} does not hold ${JSON.stringify(text)}`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + text.length));
}

/** A selection is sent to the window without waiting; what is asked of the window next is done after it. */
async function selectionsArrived(): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'understandThisTest.selected', true);
}

function activeEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) throw new Error('no editor is active');
  return editor;
}

/** Does what was asked and answers with something that can be written as JSON. */
export async function serveRequest(request: RecorderRequest, { offer, pretend }: RequestParts): Promise<unknown> {
  switch (request.ask) {
    case 'open': {
      const document = await vscode.workspace.openTextDocument(request.path);
      const editor = await vscode.window.showTextDocument(document, { preview: false });
      const { start, end } = rangeOf(document, request.select ?? request.after ?? '');
      editor.selection = new vscode.Selection(request.select === undefined ? end : start, end);
      editor.revealRange(editor.selection);
      await selectionsArrived();
      return null;
    }
    case 'state': {
      const document = find(request.path);
      return document === undefined ? null : ({ text: document.getText(), dirty: document.isDirty } satisfies DocumentState);
    }
    case 'offer':
      offer(request.offers);
      return null;
    case 'command':
      await vscode.commands.executeCommand(request.id, ...(request.arguments ?? []));
      return null;
    case 'workspaceEdit': {
      const document = await vscode.workspace.openTextDocument(request.path);
      // An edit of a text that has just changed is refused.
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const edit = new vscode.WorkspaceEdit();
        edit.replace(document.uri, rangeOf(document, request.from, request.caret), request.to);
        if (await vscode.workspace.applyEdit(edit)) return true;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      return false;
    }
    case 'editorEdit': {
      const editor = activeEditor();
      return await editor.edit((builder) => builder.replace(rangeOf(editor.document, request.from, request.caret), request.to));
    }
    case 'chat': {
      const document = await vscode.workspace.openTextDocument(request.path);
      const original = document.uri.with({ scheme: 'chat-editing-text-model', query: JSON.stringify({ kind: 'doc', documentId: '1' }) });
      await vscode.workspace.openTextDocument(original);
      pretend(request.standsFor);
      let written = '';
      for (const piece of request.pieces) {
        const edit = new vscode.WorkspaceEdit();
        const range = written === '' ? rangeOf(document, request.from) : rangeOf(document, written);
        edit.replace(document.uri, written === '' ? range : new vscode.Range(range.end, range.end), piece);
        written = piece;
        await vscode.workspace.applyEdit(edit);
      }
      pretend(undefined);
      return null;
    }
    case 'carets': {
      const editor = activeEditor();
      const text = editor.document.getText();
      editor.selections = [...text.matchAll(new RegExp(request.before, 'gu'))].map(({ index }) => {
        const at = editor.document.positionAt(index);
        return new vscode.Selection(at, at);
      });
      await selectionsArrived();
      return editor.selections.length;
    }
    case 'notebook': {
      const notebook = await vscode.workspace.openNotebookDocument(vscode.Uri.file(request.path));
      await vscode.window.showNotebookDocument(notebook);
      return notebook.cellCount;
    }
    case 'rename': {
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(vscode.Uri.file(request.path), vscode.Uri.file(request.to));
      return await vscode.workspace.applyEdit(edit);
    }
    case 'close':
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      return null;
  }
}
