import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ledgerInterface, refundOrderBody } from '../builders/refundOrder.ts';
import { copyPlayground } from '../host/playgroundRepository.ts';
import { descendantsRunning } from '../host/processTree.ts';
import { startVscode } from '../host/startVscode.ts';
import type { RunningVscode } from '../host/startVscode.ts';
import { until } from '../host/until.ts';
import { driveWorkbench } from '../host/workbench.ts';
import type { Workbench } from '../host/workbench.ts';

/** Built-in themes, each with the word for it in a picture's name. */
const themes = { 'Default Dark Modern': 'dark', 'Default High Contrast': 'high-contrast', 'Default Light Modern': 'light' };

const playground = copyPlayground({ history: 'human' });
let vscode: RunningVscode;
let workbench: Workbench;
let done = 0;

before(async () => {
  vscode = await startVscode({
    workspace: playground.root,
    name: 'e2e-accepted-suggestion',
    suggestions: [
      {
        file: 'src/payments.ts',
        after: 'export interface Ledger',
        insert: ledgerInterface.slice('\nexport interface Ledger'.length).trimEnd(),
      },
      { file: 'src/payments.ts', after: 'export async function refundOrder', insert: refundOrderBody },
    ],
  });
  workbench = driveWorkbench(vscode.page);
});

after(async () => {
  await vscode.stop(done < 6);
  playground.dispose();
});

/** `again` brings back what a change of theme takes away. */
async function screenshotInThemes(name: string, again?: () => Promise<void>): Promise<void> {
  for (const [theme, label] of Object.entries(themes)) {
    await vscode.useTheme(theme);
    await again?.();
    await vscode.screenshot(`${name}-${label}`);
  }
}

test('accepting a suggestion marks the function and counts it, without a toast or a change of focus', async () => {
  await workbench.openFile('src/payments.ts');
  await workbench.acceptAtEnd('\nexport interface Ledger');
  await workbench.acceptAtEnd('\n\nexport async function refundOrder');
  await workbench.statusBarItem(/^\s*1 to check/u).waitFor({ timeout: 20_000 });
  await workbench.gutterMarks().first().waitFor();
  assert.equal(await workbench.gutterMarks().count(), 1);
  assert.equal(await vscode.page.locator('.notification-toast').count(), 0);
  assert.equal(await vscode.page.locator('.editor-instance .monaco-editor.focused').count(), 1, 'the editor has lost the focus');
  done += 1;
});

test("the hover's card stands under TypeScript's own", async () => {
  assert.equal(done, 1, 'a step before this one failed');
  // No card while somebody types: it stays away for 1.5 s after an edit, and a hover that is open by then is not drawn again.
  await vscode.page.waitForTimeout(2_500);
  const text = await workbench.hoverShowing('refundOrder', ['function refundOrder', 'New here']);
  assert.ok(text.indexOf('function refundOrder') < text.indexOf('New here'), text);
  await screenshotInThemes('hover', async () => void (await workbench.hoverShowing('refundOrder', ['New here'])));
  done += 1;
});

test('the sidebar says what the function does, each sentence with its lines, and offers a check', async () => {
  assert.equal(done, 2, 'a step before this one failed');
  await vscode.page.mouse.move(700, 700);
  await workbench.command('Understand: Understand This');
  const sidebar = workbench.webview();
  await sidebar.getByRole('heading', { name: 'refundOrder' }).first().waitFor({ timeout: 20_000 });
  await sidebar
    .getByText(/^lines? \d+/u)
    .first()
    .waitFor();
  await sidebar.getByRole('button', { name: 'Start quick check' }).waitFor({ timeout: 20_000 });
  await screenshotInThemes('sidebar');
  done += 1;
});

test('the question is answered with the keyboard; verdict, evidence and lines follow and the mark clears', async () => {
  assert.equal(done, 3, 'a step before this one failed');
  const sidebar = workbench.webview();
  await sidebar.getByRole('button', { name: 'Start quick check' }).press('Enter');
  const options = sidebar.getByRole('radio');
  await options.first().waitFor();
  assert.ok((await options.count()) >= 3, 'fewer than three options');
  await screenshotInThemes('question');
  await options.first().focus();
  await vscode.page.keyboard.press('Space');
  await sidebar.getByRole('button', { name: 'Sure', exact: true }).press('Enter');
  await sidebar.getByRole('heading', { name: /^(Correct|Incorrect)$/u }).waitFor();
  await sidebar.getByRole('heading', { name: 'What was observed' }).waitFor();
  await workbench.decidingLines().first().waitFor();
  await vscode.screenshot('answered');
  await sidebar.getByRole('button', { name: 'Show the lines' }).click();
  await workbench.decidingLines().first().waitFor();
  await vscode.screenshot('lines');
  await workbench.statusBarItem(/to check/u).waitFor({ state: 'hidden' });
  await until(async () => ((await workbench.gutterMarks().count()) === 0 ? true : undefined), 10_000, 'a gutter without marks');
  done += 1;
});

test('the answer survives a killed engine and the window recovers by itself', async () => {
  assert.equal(done, 4, 'a step before this one failed');
  const [engine] = descendantsRunning(vscode.server.pid, 'dist/engine.js');
  assert.ok(engine !== undefined, 'no engine process is running');
  process.kill(engine, 'SIGKILL');
  const next = await until(() => descendantsRunning(vscode.server.pid, 'dist/engine.js').find((pid) => pid !== engine));
  assert.notEqual(next, engine);
  await workbench.openFile('src/retry.ts');
  await workbench.openFile('src/payments.ts');
  await workbench.hoverShowing('refundOrder', ['function refundOrder']);
  assert.equal(await workbench.gutterMarks().count(), 0);
  assert.equal(await workbench.statusBarItem(/to check/u).count(), 0);
  done += 1;
});

test('the answer survives a reload of the window', async () => {
  assert.equal(done, 5, 'a step before this one failed');
  await vscode.page.keyboard.press('Control+S');
  await vscode.reload();
  await workbench.openFile('src/payments.ts');
  await workbench.word('refundOrder').waitFor();
  await workbench.command('Understand: Understand This');
  const sidebar = workbench.webview();
  await sidebar.getByText(/Answered (in)?correctly/u).waitFor({ timeout: 30_000 });
  assert.equal(await workbench.gutterMarks().count(), 0);
  assert.equal(await workbench.statusBarItem(/to check/u).count(), 0);
  done += 1;
});
