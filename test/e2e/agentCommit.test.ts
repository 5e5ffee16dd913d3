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

const trailer = 'Co-Authored-By: Claude <noreply@anthropic.com>';

const playground = copyPlayground({ history: 'human' });
let vscode: RunningVscode;
let workbench: Workbench;
let done = 0;

function commitAll(message: string): void {
  execFileSync('git', ['add', '--all'], { cwd: playground.root });
  execFileSync('git', ['commit', '--quiet', '-m', message], { cwd: playground.root });
}

/** Puts `now` in place of `before`, which the file must hold. */
function rewrite(file: string, before: string, now: string): void {
  const path = join(playground.root, file);
  const text = readFileSync(path, 'utf8');
  assert.ok(text.includes(before), `${file} does not hold ${before}`);
  writeFileSync(path, text.replace(before, now));
}

/** What an agent in a terminal does: two files, then one commit that says so. */
function agentWritesAndCommits(): void {
  rewrite('src/mailer.ts', '  try {\n    await mail.send(', "  if (order.status !== 'paid') return false;\n  try {\n    await mail.send(");
  rewrite(
    'src/inventory.ts',
    '  for (const line of lines) {\n    await warehouse.release(line.sku, line.quantity);\n  }\n',
    '  const results = await Promise.allSettled(lines.map((line) => warehouse.release(line.sku, line.quantity)));\n' +
      "  const failed = results.find((result) => result.status === 'rejected');\n" +
      '  if (failed !== undefined) throw failed.reason;\n',
  );
  commitAll(`Release all stock before reporting a failure\n\n${trailer}`);
}

before(async () => {
  vscode = await startVscode({ workspace: playground.root, name: 'e2e-agent-commit' });
  workbench = driveWorkbench(vscode.page);
});

after(async () => {
  await vscode.stop(done < 2);
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
  done += 1;
});

test("agents' commits made while no editor was open are shown at the next start, each as its own Change", async () => {
  assert.equal(done, 1, 'the step before this one failed');
  await vscode.whileClosed(() => {
    rewrite(
      'src/cancelOrder.ts',
      '    await releaseAll(warehouse, order.lines);\n',
      '    await retry(() => releaseAll(warehouse, order.lines), patience);\n',
    );
    rewrite(
      'src/cancelOrder.ts',
      '\nexport async function',
      "import { retry } from './retry.ts';\n\nconst patience = { attempts: 3, pause: async () => undefined };\n\nexport async function",
    );
    commitAll(`Give stock back in three attempts\n\n${trailer}`);
    rewrite('src/restock.ts', '      prices.forget(sku);\n      failed.push(sku);\n', '      failed.push(sku);\n      break;\n');
    commitAll(`Stop ordering at the first failure\n\n${trailer}`);
    rewrite('README.md', '\n', '\n\nA shop at a corner.\n');
    commitAll('Say what the shop is');
  });
  await workbench.command('Understand: Understand This');
  const shown = async (): Promise<string> => await vscode.page.locator('.part.sidebar').innerText();
  const both = ['Give stock back in three attempts', 'Stop ordering at the first failure'];
  await until(
    async () => {
      const text = await shown();
      return both.every((title) => text.includes(title)) || undefined;
    },
    60_000,
    'both Changes in the sidebar',
  );
  await vscode.screenshot('changes-of-closed-time');
  const text = await shown();
  assert.match(text, /cancelOrder/u, text);
  assert.match(text, /restock/u, text);
  assert.doesNotMatch(text, /Say what the shop is/u, 'a commit without a sign of AI is shown');
  done += 1;
});
