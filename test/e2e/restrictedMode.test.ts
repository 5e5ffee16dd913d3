import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { copyPlayground } from '../host/playgroundRepository.ts';
import { descendantsRunning } from '../host/processTree.ts';
import { startVscode } from '../host/startVscode.ts';
import type { RunningVscode } from '../host/startVscode.ts';
import { driveWorkbench } from '../host/workbench.ts';

const playground = copyPlayground({ history: 'mixed' });
let vscode: RunningVscode;
let failed = true;

before(async () => {
  vscode = await startVscode({
    workspace: playground.root,
    name: 'e2e-restricted-mode',
    trust: false,
    settings: { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' },
  });
});

after(async () => {
  await vscode.stop(failed);
  playground.dispose();
});

test('in Restricted Mode the sidebar explains from syntax, says so, and runs nothing', async () => {
  const workbench = driveWorkbench(vscode.page);
  await workbench.openFile('src/mailer.ts');
  await vscode.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).first().waitFor();
  await workbench.goTo(12, 30);
  await workbench.command('Understand: Understand This');
  const sidebar = workbench.webview();
  await sidebar
    .getByText(/trust|restricted/iu)
    .first()
    .waitFor({ timeout: 60_000 });
  await vscode.screenshot('sidebar');
  assert.equal(await sidebar.getByRole('radio').count(), 0);
  assert.deepEqual(descendantsRunning(vscode.server.pid, 'sandboxProcess'), [], 'the sandbox was started');
  failed = false;
});
