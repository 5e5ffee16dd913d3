import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ledgerInterface, refundOrderBody } from '../builders/refundOrder.ts';
import { copyPlayground } from '../host/playgroundRepository.ts';
import { descendantsRunning } from '../host/processTree.ts';
import { startVscode } from '../host/startVscode.ts';
import type { RunningVscode } from '../host/startVscode.ts';
import { until } from '../host/until.ts';
import { driveWorkbench } from '../host/workbench.ts';
import type { Workbench } from '../host/workbench.ts';

const playground = copyPlayground({ history: 'human' });
appendFileSync(join(playground.root, 'src/payments.ts'), ledgerInterface);
let vscode: RunningVscode;
let workbench: Workbench;
let failed = true;

const engine = (): number | undefined => descendantsRunning(vscode.server.pid, 'dist/engine.js')[0];

before(async () => {
  vscode = await startVscode({
    workspace: playground.root,
    name: 'e2e-killed-engine',
    suggestions: [{ file: 'src/payments.ts', after: 'export async function refundOrder', insert: refundOrderBody }],
  });
  workbench = driveWorkbench(vscode.page);
});

after(async () => {
  await vscode.stop(failed);
  playground.dispose();
});

test('an engine killed before it took in an accepted suggestion: mark, origin and question come all the same, without a reload', async () => {
  await workbench.openFile('src/payments.ts');
  const killed = await until(engine, 30_000, 'an engine');
  // Stopped, so that it cannot have taken in what comes now however fast it is.
  process.kill(killed, 'SIGSTOP');
  await workbench.acceptAtEnd('\nexport async function refundOrder');
  process.kill(killed, 'SIGKILL');
  await workbench.statusBarItem(/^\s*1 to check/u).waitFor({ timeout: 30_000 });
  assert.notEqual(engine(), killed);
  // VS Code writes its log files a little later.
  await until(() => /The engine ended; restarting/u.test(vscode.log()) || undefined, 30_000, 'the line in the log');
  await workbench.gutterMarks().first().waitFor();
  assert.equal(await workbench.gutterMarks().count(), 1);
  await workbench.command('Understand: Understand This');
  const sidebar = workbench.webview();
  await sidebar.getByRole('heading', { name: 'refundOrder' }).first().waitFor({ timeout: 20_000 });
  await sidebar
    .getByText(/AI-assisted/u)
    .first()
    .waitFor();
  await sidebar.getByRole('button', { name: 'Start quick check' }).press('Enter');
  await sidebar.getByRole('radio').first().waitFor();
  assert.equal(await vscode.page.locator('.notification-toast').count(), 0);
  failed = false;
});
