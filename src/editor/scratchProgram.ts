import * as vscode from 'vscode';

/** "Run it myself": the program as an unsaved JavaScript document beside the code, for a person to read, change and run. */
export async function openScratchProgram(program: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'javascript', content: program });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}
