import assert from 'node:assert/strict';
import * as vscode from 'vscode';

async function nextEdit(document: vscode.TextDocument, act: () => Thenable<unknown>): Promise<vscode.TextDocumentChangeEvent> {
  const edit = new Promise<vscode.TextDocumentChangeEvent>((resolve) => {
    const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document !== document || event.contentChanges.length === 0) return;
      subscription.dispose();
      resolve(event);
    });
  });
  await act();
  return await edit;
}

/** What the host tells an extension about an accepted suggestion; the product reads only the stable fields. */
export function describeSuggestion(): void {
  describe('an accepted inline suggestion', () => {
    it('arrives as one insert at the caret', async () => {
      const [file] = await vscode.workspace.findFiles('src/retry.ts');
      assert.ok(file !== undefined);
      const document = await vscode.workspace.openTextDocument(file);
      const editor = await vscode.window.showTextDocument(document);
      const end = document.lineAt(document.lineCount - 1).range.end;
      editor.selection = new vscode.Selection(end, end);
      await vscode.commands.executeCommand('type', { text: '\nexport const once' });
      const typed = document.version;
      const event = await nextEdit(document, async () => {
        // The provider answers a moment after it is asked: taken as soon as there is something to take.
        while (document.version === typed) {
          await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
          await new Promise((resolve) => setTimeout(resolve, 50));
          await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
        }
      });
      assert.equal(event.contentChanges.length, 1);
      assert.equal(event.contentChanges[0]?.rangeLength, 0);
      assert.match(event.contentChanges[0]?.text ?? '', /\n/u);
    });
  });
}
