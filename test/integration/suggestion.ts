import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { UnderstandThisApi } from '../../src/editor/publicApi.ts';

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

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** What the host tells an extension about an accepted suggestion; the product reads only the stable fields. */
export function describeSuggestion(): void {
  describe('an accepted inline suggestion', () => {
    const told: string[] = [];
    let api: UnderstandThisApi | undefined;
    let listening: vscode.Disposable | undefined;

    before(async () => {
      api = await vscode.extensions.getExtension<UnderstandThisApi>('understand-this.understand-this')?.activate();
      listening = api?.changes(({ kind, units }) => told.push(`${kind}: ${units.map((unit) => unit.name).join()}`));
    });
    after(() => listening?.dispose());

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

    it('is told to other extensions once, with who wrote it', async () => {
      const [file] = await vscode.workspace.findFiles('src/retry.ts');
      assert.ok(api !== undefined && file !== undefined);
      const { lineCount } = await vscode.workspace.openTextDocument(file);
      await until(() => told.length > 0);
      assert.deepEqual(told, ['suggestion: once']);
      assert.equal((await api.origin(file, lineCount - 3)).kind, 'ai');
      assert.equal((await api.origin(file, 0)).kind, 'unknown');
    });
  });
}
