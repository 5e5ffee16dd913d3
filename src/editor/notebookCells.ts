import * as vscode from 'vscode';

/**
 * Whether a document has unsaved changes. A notebook's cell never says so itself: its notebook does.
 */
export function hasUnsavedChanges(document: vscode.TextDocument): boolean {
  if (document.isDirty || document.uri.scheme !== 'vscode-notebook-cell') return document.isDirty;
  return vscode.workspace.notebookDocuments.some(
    (notebook) => notebook.isDirty && notebook.getCells().some((cell) => cell.document === document),
  );
}

/** Tells of cells whose text was changed in the editor; the news comes after that of the change itself. */
export function watchNotebookCells(madeDirty: (uri: string) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeNotebookDocument(({ notebook, cellChanges }) => {
    if (!notebook.isDirty) return;
    for (const { document } of cellChanges) if (document !== undefined) madeDirty(document.uri.toString());
  });
}
