import assert from 'node:assert/strict';
import * as vscode from 'vscode';

async function invoke(name: string, input: object): Promise<string> {
  const result = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  return result.content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

/** The tools as an agent of the editor meets them. */
export function describeModelTools(): void {
  describe('the tools for agents', () => {
    it('give what is proven about a function of a file that no editor shows', async () => {
      const [file] = await vscode.workspace.findFiles('src/retry.ts');
      assert.ok(file !== undefined);
      const text = Buffer.from(await vscode.workspace.fs.readFile(file)).toString('utf8');
      const line = text.split('\n').findIndex((found) => found.includes('function')) + 2;
      const answer = await invoke('understand_facts', { path: 'src/retry.ts', line });
      assert.match(answer, /src\/retry\.ts, lines \d+-\d+/u);
    });

    it('answer a place outside the workspace, or a wrong one, with a sentence', async () => {
      assert.match(await invoke('understand_facts', { path: '../../etc/passwd', line: 1 }), /no such file/u);
      assert.match(await invoke('understand_facts', { path: 'src/none.ts', line: 1 }), /no such file/u);
    });

    it('list what has not been checked', async () => {
      assert.match(
        await invoke('understand_unchecked', {}),
        /^(?:Not checked by this person yet:|Everything that changed here has been checked\.)/u,
      );
    });
  });
}
