import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { copyPlayground } from '../host/playgroundRepository.ts';
import { startVscode } from '../host/startVscode.ts';
import type { RunningVscode } from '../host/startVscode.ts';
import { until } from '../host/until.ts';
import { driveWorkbench } from '../host/workbench.ts';
import type { Workbench } from '../host/workbench.ts';

const themes = { 'Default Dark Modern': 'dark', 'Default High Contrast': 'high-contrast', 'Default Light Modern': 'light' };
const playground = copyPlayground({ history: 'human' });
const kept = join(playground.root, 'test/checkout.kept.test.ts');
const source = join(playground.root, 'src/checkout.ts');
let vscode: RunningVscode;
let workbench: Workbench;
let done = 0;

before(async () => {
  vscode = await startVscode({ workspace: playground.root, name: 'e2e-played-function' });
  workbench = driveWorkbench(vscode.page);
});

after(async () => {
  await vscode.stop(done < 3);
  playground.dispose();
});

test('a function is played from the palette, and walked through with the keyboard while the editor follows', async () => {
  await workbench.openFile('src/checkout.ts');
  await workbench.goTo(22);
  await workbench.command('Understand: Play This Function');
  const sidebar = workbench.webview();
  await sidebar.getByRole('heading', { name: 'Play: checkout' }).waitFor({ timeout: 60_000 });
  await sidebar.getByRole('combobox', { name: 'Scenario' }).selectOption({ label: 'chargeCustomer rejects' });
  const steps = sidebar.locator('.walk-list button');
  await steps.first().focus();
  await workbench.decidingLines().first().waitFor();
  const lineOf = async (): Promise<string> => await sidebar.locator('.step.current .line-number').innerText();
  const first = await lineOf();
  await vscode.page.keyboard.press('ArrowDown');
  await until(async () => ((await lineOf()) === first ? undefined : true), 10_000, 'the next step');
  await vscode.page.keyboard.press('End');
  await until(async () => ((await steps.last().getAttribute('aria-current')) === 'step' ? true : undefined), 10_000, 'the last step');
  await sidebar.getByText('The returned promise rejects with that error.').first().waitFor();
  for (const [theme, label] of Object.entries(themes)) {
    await vscode.useTheme(theme);
    await vscode.screenshot(`played-${label}`);
  }
  done += 1;
});

test('a line tried otherwise is run in the sandbox alone, and what differs is shown', async () => {
  assert.equal(done, 1, 'a step before this one failed');
  const sidebar = workbench.webview();
  await sidebar.locator('.walk-list button').filter({ hasText: 'throw error;' }).click();
  const input = sidebar.getByRole('textbox');
  await until(async () => ((await input.inputValue()) === 'throw error;' ? true : undefined), 10_000, 'the line to be tried');
  await input.fill("return { ok: false, reason: 'closed' };");
  await input.press('Enter');
  await sidebar.getByRole('heading', { name: /^With line \d+ changed$/u }).waitFor({ timeout: 20_000 });
  await sidebar
    .getByText(/^Differs in \d+ of \d+ scenarios\.$/u)
    .first()
    .waitFor();
  await sidebar.getByText('only now').first().waitFor();
  await vscode.screenshot('played-tried');
  await sidebar.getByRole('button', { name: 'Back to the code as it is' }).click();
  await sidebar.getByRole('heading', { name: /^With line/u }).waitFor({ state: 'hidden' });
  assert.match(readFileSync(source, 'utf8'), /throw error;/u, 'the file has changed');
  done += 1;
});

test('the scenario is kept as a test beside the others, which passes on this code and fails on another', async () => {
  assert.equal(done, 2, 'a step before this one failed');
  const sidebar = workbench.webview();
  await sidebar.getByRole('combobox', { name: 'Scenario' }).selectOption({ label: 'chargeCustomer rejects' });
  await sidebar.getByRole('button', { name: 'Keep as test' }).click();
  await vscode.page.locator('.tab[data-resource-name="checkout.kept.test.ts"]').first().waitFor({ timeout: 20_000 });
  assert.equal(existsSync(kept), false, 'it is on disk before anyone saved it');
  await vscode.screenshot('played-kept');
  await workbench.command('File: Save');
  await until(() => (existsSync(kept) && readFileSync(kept, 'utf8') !== '') || undefined, 20_000, 'the saved test');
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const exitCode = (): number | null =>
    spawnSync(process.execPath, ['--test', '--experimental-test-module-mocks', kept], { cwd: playground.root, env, timeout: 60_000 })
      .status;
  assert.equal(exitCode(), 0, readFileSync(kept, 'utf8'));
  writeFileSync(source, readFileSync(source, 'utf8').replace('    throw error;\n', "    return { ok: false, reason: 'closed' };\n"));
  assert.equal(exitCode(), 1);
  done += 1;
});
