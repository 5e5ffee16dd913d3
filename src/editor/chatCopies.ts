import * as vscode from 'vscode';

/** The editor's chat keeps the text from before its edits under these schemes, at the path of the file that it edits. */
const schemes: ReadonlySet<string> = new Set(['chat-editing-text-model', 'chat-editing-snapshot-text-model']);

export interface ChatCopies extends vscode.Disposable {
  /** Whether the editor's chat edits, or has edited and still waits for "keep" or "undo" of, the file at this path. */
  readonly holds: (uri: vscode.Uri) => boolean;
}

/** Follows the documents by which the editor's own chat gives away that it edits a file. */
export function watchChatCopies(): ChatCopies {
  const copies = new Map<string, string>();
  const opened = ({ uri }: vscode.TextDocument): void => {
    if (schemes.has(uri.scheme)) copies.set(uri.toString(), uri.path);
  };
  vscode.workspace.textDocuments.forEach(opened);
  const subscriptions = [
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => void copies.delete(uri.toString())),
  ];
  return {
    holds: ({ path }) => copies.size > 0 && [...copies.values()].includes(path),
    dispose: () => subscriptions.forEach((subscription) => subscription.dispose()),
  };
}
