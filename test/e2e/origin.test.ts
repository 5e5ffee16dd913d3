import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ledgerInterface, refundOrderBody } from '../builders/refundOrder.ts';
import { claudeWrote } from '../builders/transcriptFiles.ts';
import { copyPlayground } from '../host/playgroundRepository.ts';
import { startVscode } from '../host/startVscode.ts';
import type { RunningVscode } from '../host/startVscode.ts';
import { driveWorkbench } from '../host/workbench.ts';
import type { Workbench } from '../host/workbench.ts';

/** Built-in themes, each with the word for it in a picture's name. */
const themes = { 'Default Dark Modern': 'dark', 'Default High Contrast': 'high-contrast', 'Default Light Modern': 'light' };
const retryTwice = `export async function retryTwice(send: () => Promise<number>): Promise<number> {
  const first = await send().catch(() => undefined);
  return first ?? (await send());
}
`;
const home = realpathSync(mkdtempSync(join(tmpdir(), 'understand-home-')));
const playground = copyPlayground({ history: 'human' });
let vscode: RunningVscode;
let workbench: Workbench;
let done = 0;

before(async () => {
  const root = realpathSync(playground.root);
  writeFileSync(join(root, 'src/retryTwice.ts'), retryTwice);
  claudeWrote(home, {
    root,
    path: 'src/retryTwice.ts',
    text: retryTwice,
    asked: 'Retry the refund once',
    said: 'I try twice.',
    at: Date.now(),
  });
  vscode = await startVscode({
    workspace: root,
    name: 'e2e-origin',
    suggestions: [
      {
        file: 'src/payments.ts',
        after: 'export interface Ledger',
        insert: ledgerInterface.slice('\nexport interface Ledger'.length).trimEnd(),
      },
      { file: 'src/payments.ts', after: 'export async function refundOrder', insert: refundOrderBody },
    ],
    environment: { CLAUDE_CONFIG_DIR: join(home, '.claude'), CODEX_HOME: join(home, 'none'), COPILOT_HOME: join(home, 'none') },
  });
  workbench = driveWorkbench(vscode.page);
});

after(async () => {
  await vscode.stop(done < 4);
  playground.dispose();
  rmSync(home, { recursive: true, force: true });
});

async function inThemes(name: string): Promise<void> {
  for (const [theme, label] of Object.entries(themes)) {
    await vscode.useTheme(theme);
    await vscode.screenshot(`${name}-${label}`);
  }
}

test('the sidebar says that a suggestion is AI-assisted, and on demand how it knows', async () => {
  await workbench.openFile('src/payments.ts');
  await workbench.acceptAtEnd('\nexport interface Ledger');
  await workbench.acceptAtEnd('\n\nexport async function refundOrder');
  await workbench.command('Understand: Understand This');
  const sidebar = workbench.webview();
  await sidebar.getByRole('heading', { name: 'refundOrder' }).first().waitFor({ timeout: 30_000 });
  const origin = sidebar.getByText(/^Origin: (?:partly|probably) AI-assisted/u).first();
  await origin.waitFor({ timeout: 30_000 });
  assert.equal(
    await sidebar.getByRole('button', { name: 'I wrote this', exact: true }).isVisible(),
    false,
    'the evidence is shown unasked',
  );
  await origin.click();
  await sidebar
    .locator('.evidence')
    .getByText(/suggest/iu)
    .first()
    .waitFor();
  await sidebar.getByRole('button', { name: 'I wrote this', exact: true }).waitFor();
  await sidebar.getByRole('button', { name: 'AI wrote this', exact: true }).waitFor();
  await inThemes('evidence');
  done += 1;
});

test('“I wrote this” and “AI wrote this” each take one press, and the evidence says whose word it is', async () => {
  assert.equal(done, 1, 'a step before this one failed');
  const sidebar = workbench.webview();
  await sidebar.getByRole('button', { name: 'I wrote this', exact: true }).press('Enter');
  await sidebar.getByText('You said that you wrote this.').waitFor({ timeout: 30_000 });
  await sidebar.getByText('Origin: typed by hand').waitFor();
  await vscode.screenshot('own-word');
  await sidebar.getByRole('button', { name: 'AI wrote this', exact: true }).press('Enter');
  await sidebar.getByText('You said that AI wrote this.').waitFor({ timeout: 30_000 });
  await sidebar.getByText('Origin: written by AI').waitFor();
  done += 1;
});

test('agents’ records are not read until a person has seen which, and not after a refusal', async () => {
  assert.equal(done, 2, 'a step before this one failed');
  const sidebar = workbench.webview();
  await workbench.openFile('src/retryTwice.ts');
  await workbench.goTo(2, 5);
  await sidebar.getByRole('heading', { name: 'retryTwice' }).first().waitFor({ timeout: 30_000 });
  const dialog = vscode.page.locator('.monaco-dialog-box');
  await workbench.command('Understand: Read Local Records of Agents…');
  await dialog.getByText('~/.claude/projects').first().waitFor();
  await dialog.getByText('Nothing leaves the machine').first().waitFor();
  await inThemes('consent');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await sidebar.getByRole('button', { name: 'Refresh' }).click();
  await vscode.page.waitForTimeout(3_000);
  assert.equal(await sidebar.getByText('Retry the refund once').count(), 0, 'a record was read after a refusal');
  done += 1;
});

test('after a yes the function says what was asked for and what the agent said', async () => {
  assert.equal(done, 3, 'a step before this one failed');
  const sidebar = workbench.webview();
  await workbench.command('Understand: Read Local Records of Agents…');
  await vscode.page.locator('.monaco-dialog-box').getByRole('button', { name: 'Read Them' }).click();
  await sidebar.getByText('Retry the refund once').first().waitFor({ timeout: 30_000 });
  await sidebar.getByText('I try twice.').first().waitFor();
  await sidebar.getByText('Origin: written by Claude').waitFor({ timeout: 30_000 });
  await inThemes('why');
  done += 1;
});
