import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { copyPlayground } from '../host/playgroundRepository.ts';
import { startVscode } from '../host/startVscode.ts';
import type { RunningVscode } from '../host/startVscode.ts';
import { until } from '../host/until.ts';
import { driveWorkbench } from '../host/workbench.ts';

const playground = copyPlayground({ history: 'human' });
let vscode: RunningVscode;
let failed = true;

before(async () => {
  vscode = await startVscode({
    workspace: playground.root,
    name: 'e2e-harness',
    product: false,
    suggestions: [
      { file: 'src/pricing.ts', after: 'export function average', insert: '(cents: number[]): number {\n  return cents.length;\n}' },
    ],
  });
});

after(async () => {
  await vscode.stop(failed);
  playground.dispose();
});

test("TypeScript's own hover answers in the real workbench", async () => {
  const workbench = driveWorkbench(vscode.page);
  await workbench.openFile('src/checkout.ts');
  const text = await workbench.hoverShowing('checkout', ['Promise<CheckoutResult>']);
  assert.match(text, /function checkout/u);
});

test('an accepted suggestion arrives as one insert of several lines, typing as single characters', async () => {
  const workbench = driveWorkbench(vscode.page);
  await workbench.openFile('src/pricing.ts');
  await vscode.page.keyboard.press('Control+End');
  await workbench.type('\nexport function average');
  await workbench.ghostText().waitFor();
  await vscode.page.keyboard.press('Tab');
  const accepted = await until(() => vscode.edits().find(({ source }) => source === 'inlineCompletionAccept'));
  assert.equal(accepted.changes.length, 1);
  assert.match(accepted.changes[0]?.text ?? '', /^\(cents: number\[\]\): number \{\r?\n {2}return cents.length;/u);
  const typed = vscode.edits().filter(({ source }) => source === 'cursor');
  assert.ok(typed.length >= 'export function average'.length - 2, `only ${String(typed.length)} typed edits`);
  failed = false;
});
