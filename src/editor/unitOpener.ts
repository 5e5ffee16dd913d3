import * as vscode from 'vscode';
import type { Place } from '../tutor.ts';
import type { UnitLine } from './nextUnit.ts';

export interface NamedLine {
  /** Absolute; absent where it is not known. */
  readonly root?: string;
  /** Relative to the root. */
  readonly path: string;
  readonly line: number;
}

/** Where a unit of a Change is: under its own root, else under the first folder of this window that has such a file. */
export async function placeOfUnit({ root, path, line }: NamedLine, otherRoots: readonly string[]): Promise<Place | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
  for (const candidate of root === undefined ? [...folders, ...otherRoots] : [root]) {
    const uri = vscode.Uri.joinPath(vscode.Uri.file(candidate), path);
    if (await exists(uri)) return { uri: uri.toString(), line };
  }
  return undefined;
}

/** Opens the line in an editor; `keepFocus` where a list was clicked. */
export async function openUnit({ uri, line }: UnitLine, keepFocus: boolean): Promise<void> {
  const start = new vscode.Position(line - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), {
    selection: new vscode.Range(start, start),
    preserveFocus: keepFocus,
    preview: true,
  });
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return await Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}
