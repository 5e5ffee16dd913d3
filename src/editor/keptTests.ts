import * as vscode from 'vscode';
import type { KeepRequest, KeptTest } from '../stories/keptTest.ts';
import type { ExerciseId } from '../terms/ids.ts';
import type { Tutor } from '../tutor.ts';

/** Writes a scenario as a test into an unsaved document that carries the place where it would go; says in one sentence why there is none. */
export async function keepAsTest(request: KeepRequest, tutor: Pick<Tutor, 'keepAsTest'>): Promise<void> {
  const kept = await tutor.keepAsTest(request);
  if (!kept.ok) return void vscode.window.showInformationMessage(kept.reason);
  await openKept(kept.value);
}

async function openKept({ text, language, file }: KeptTest): Promise<void> {
  const uri = await freeUri(file);
  // One that is open already holds what the person has made of it.
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  const document =
    open === undefined
      ? await vscode.workspace.openTextDocument(uri)
      : await vscode.workspace.openTextDocument({ language, content: text });
  const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
  if (open === undefined) await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
}

/** The proposed place, in a scheme that nothing is overwritten in. */
async function freeUri(file: string): Promise<vscode.Uri> {
  const wanted = vscode.Uri.file(file);
  const taken = await Promise.resolve(vscode.workspace.fs.stat(wanted)).then(
    () => true,
    () => false,
  );
  const free = taken ? wanted.with({ path: wanted.path.replace(/(\.(?:test|spec)\.[cm]?[jt]sx?)$/u, `-${Date.now()}$1`) }) : wanted;
  return free.with({ scheme: 'untitled' });
}

/** A question with its proofs as an unsaved JSON document. */
export async function exportQuestion(exerciseId: ExerciseId, tutor: Pick<Tutor, 'questionRecord'>): Promise<void> {
  const record = await tutor.questionRecord(exerciseId);
  if (!record.ok) return void vscode.window.showInformationMessage(record.reason);
  const document = await vscode.workspace.openTextDocument({ language: 'json', content: record.value });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: false });
}

export async function copyNote(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  void vscode.window.setStatusBarMessage('The note is on the clipboard.', 4_000);
}
