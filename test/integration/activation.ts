import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { UnderstandThisApi } from '../../src/editor/publicApi.ts';

const extensionId = 'understand-this.understand-this';

interface Contributions {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

/** The extension as VS Code loads it. */
export function describeActivation(): void {
  describe('the installed extension', () => {
    it('activates by itself after startup and offers version 1 of its interface', async () => {
      const extension = vscode.extensions.getExtension<UnderstandThisApi>(extensionId);
      assert.ok(extension !== undefined, `${extensionId} is not installed`);
      const api = await extension.activate();
      assert.equal(api.version, 1);
    });

    it('has registered every command it contributes', async () => {
      const manifest = vscode.extensions.getExtension(extensionId)?.packageJSON as Contributions;
      const registered = new Set(await vscode.commands.getCommands(true));
      const contributed = manifest.contributes.commands.map(({ command }) => command);
      assert.ok(contributed.length > 0);
      assert.deepEqual(
        contributed.filter((command) => !registered.has(command)),
        [],
      );
    });

    it('explains a unit of an open document to other extensions', async () => {
      const [file] = await vscode.workspace.findFiles('src/checkout.ts');
      assert.ok(file !== undefined);
      const document = await vscode.workspace.openTextDocument(file);
      await vscode.window.showTextDocument(document);
      const line = document
        .getText()
        .split('\n')
        .findIndex((text) => text.startsWith('export async function checkout'));
      const api = await vscode.extensions.getExtension<UnderstandThisApi>(extensionId)?.activate();
      const explained = await api?.explain(file, new vscode.Position(line, 24));
      assert.ok(explained?.ok === true, explained?.ok === false ? explained.reason : 'no answer');
      assert.equal(explained.value.name, 'checkout');
      assert.ok(explained.value.explanation.proved.length > 0, 'nothing is said about checkout');
      for (const { lines } of explained.value.explanation.proved) assert.ok(lines.length > 0, 'a sentence without lines');
    });
  });
}
