import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { copyPlayground } from '../host/playgroundRepository.ts';
import { startVscode } from '../host/startVscode.ts';
import type { RunningVscode } from '../host/startVscode.ts';
import { until } from '../host/until.ts';
import { driveWorkbench } from '../host/workbench.ts';
import type { Workbench } from '../host/workbench.ts';

const limitMs = 120_000;
const playground = copyPlayground({ history: 'human' });
const installedAt = Date.now();
let vscode: RunningVscode;
let workbench: Workbench;
let done = 0;

before(async () => {
  vscode = await startVscode({ workspace: playground.root, name: 'e2e-no-sign-of-ai' });
  workbench = driveWorkbench(vscode.page);
});

after(async () => {
  await vscode.stop(done < 3);
  playground.dispose();
});

test('within two minutes the hover says one thing that name, type and line do not', async () => {
  await workbench.openFile('src/mailer.ts');
  const shown = await workbench.hoverShowing('sendReceipt', ['function sendReceipt', 'Worth knowing'], limitMs);
  assert.ok(Date.now() - installedAt < limitMs, 'later than two minutes after the start');
  assert.ok(shown.indexOf('function sendReceipt') < shown.indexOf('Worth knowing'), shown);
  await vscode.screenshot('hover');
  done += 1;
});

test('in the middle of a merge the hover is TypeScript’s alone, and says its thing again when that is over', async () => {
  assert.equal(done, 1, 'a step before this one failed');
  const git = (...command: readonly string[]): void =>
    void spawnSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...command], { cwd: playground.root });
  const file = join(playground.root, 'src/counter.ts');
  const text = readFileSync(file, 'utf8');
  git('checkout', '--quiet', '-b', 'theirs');
  writeFileSync(file, `// theirs\n${text}`);
  git('commit', '--quiet', '-am', 'Theirs');
  git('checkout', '--quiet', '-');
  writeFileSync(file, `// ours\n${text}`);
  git('commit', '--quiet', '-am', 'Ours');
  git('merge', 'theirs');
  await until(
    async () => ((await (await workbench.hover('sendReceipt')).innerText()).includes('Worth knowing') ? undefined : true),
    60_000,
    'a hover without a card',
  );
  git('merge', '--abort');
  await workbench.hoverShowing('sendReceipt', ['Worth knowing'], 60_000);
  done += 1;
});

test('the sidebar offers a check of a function that nobody has touched', async () => {
  assert.equal(done, 2, 'a step before this one failed');
  await vscode.page.mouse.move(700, 700);
  await workbench.goTo(12, 30);
  await workbench.command('Understand: Understand This');
  const sidebar = workbench.webview();
  await sidebar.getByRole('heading', { name: 'sendReceipt' }).first().waitFor({ timeout: 30_000 });
  await sidebar.getByRole('button', { name: 'Start quick check' }).waitFor({ timeout: 60_000 });
  await vscode.screenshot('sidebar');
  assert.equal(await vscode.page.locator('.notification-toast').count(), 0);
  done += 1;
});
