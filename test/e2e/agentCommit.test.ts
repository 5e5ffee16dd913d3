import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { copyPlayground } from '../host/playgroundRepository.ts';
import { startVscode } from '../host/startVscode.ts';
import type { RunningVscode } from '../host/startVscode.ts';
import { until } from '../host/until.ts';
import { driveWorkbench } from '../host/workbench.ts';
import type { Workbench } from '../host/workbench.ts';

const playground = copyPlayground({ history: 'human' });
let vscode: RunningVscode;
let workbench: Workbench;
let failed = true;

/** What an agent in a terminal does: two files, then one commit that says so. */
function agentWritesAndCommits(): void {
  const mailer = join(playground.root, 'src/mailer.ts');
  writeFileSync(
    mailer,
    readFileSync(mailer, 'utf8').replace(
      '  try {\n    await mail.send(',
      "  if (order.status !== 'paid') return false;\n  try {\n    await mail.send(",
    ),
  );
  const inventory = join(playground.root, 'src/inventory.ts');
  writeFileSync(
    inventory,
    readFileSync(inventory, 'utf8').replace(
      '  for (const line of lines) {\n    await warehouse.release(line.sku, line.quantity);\n  }\n',
      '  const results = await Promise.allSettled(lines.map((line) => warehouse.release(line.sku, line.quantity)));\n' +
        "  const failed = results.find((result) => result.status === 'rejected');\n" +
        '  if (failed !== undefined) throw failed.reason;\n',
    ),
  );
  const message = 'Release all stock before reporting a failure\n\nCo-Authored-By: Claude <noreply@anthropic.com>';
  for (const args of [
    ['add', '--all'],
    ['commit', '--quiet', '-m', message],
  ])
    execFileSync('git', args, { cwd: playground.root });
}

before(async () => {
  vscode = await startVscode({ workspace: playground.root, name: 'e2e-agent-commit' });
  workbench = driveWorkbench(vscode.page);
});

after(async () => {
  await vscode.stop(failed);
  playground.dispose();
});

test("an agent's commit from a terminal is shown as one Change with its units, and a question about one of them is offered", async () => {
  await workbench.openFile('src/checkout.ts');
  await workbench.command('Understand: Understand This');
  const sidebar = workbench.webview();
  await sidebar.getByRole('heading').first().waitFor({ timeout: 60_000 });
  agentWritesAndCommits();
  await until(
    async () => ((await vscode.page.locator('.part.sidebar').innerText()).includes('Release all stock') ? true : undefined),
    60_000,
    'the Change in the sidebar',
  );
  await vscode.screenshot('change');
  const text = await vscode.page.locator('.part.sidebar').innerText();
  assert.match(text, /sendReceipt|releaseAll/u, text);
  await workbench.command('Understand: Quick Check');
  await sidebar.getByRole('radio').first().waitFor({ timeout: 60_000 });
  await vscode.screenshot('question');
  assert.ok((await sidebar.getByRole('radio').count()) >= 3);
  failed = false;
});
