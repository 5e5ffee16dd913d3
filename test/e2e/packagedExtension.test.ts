import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { installVscodeServer } from '../../scripts/install/vscodeServer.mjs';
import { copyPlayground } from '../host/playgroundRepository.ts';
import { checkout, startVscode } from '../host/startVscode.ts';
import type { RunningVscode } from '../host/startVscode.ts';
import { driveWorkbench } from '../host/workbench.ts';

const manifest = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { name: string; publisher: string; version: string };
const playground = copyPlayground({ history: 'human' });
const own = mkdtempSync(join(tmpdir(), 'understand-vsix-'));
let vscode: RunningVscode;
let installed: readonly string[] = [];
let failed = true;

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  assert.equal(status, 0, `${args.join(' ')}\n${stdout}${stderr}`);
}

before(async () => {
  run(process.execPath, ['scripts/packageExtension.mjs'], checkout);
  const { home, node } = await installVscodeServer();
  vscode = await startVscode({
    workspace: playground.root,
    name: 'e2e-packaged-extension',
    product: false,
    install(extensionsFolder) {
      const vsix = join(checkout, `${manifest.name}-${manifest.version}.vsix`);
      const flags = ['--accept-server-license-terms', '--server-data-dir', own, '--extensions-dir', extensionsFolder];
      run(node, ['out/server-main.js', ...flags, '--install-extension', vsix], home);
      const folder = join(extensionsFolder, `${manifest.publisher}.${manifest.name}-${manifest.version}`);
      installed = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    },
  });
});

after(async () => {
  await vscode.stop(failed);
  rmSync(own, { recursive: true, force: true, maxRetries: 3 });
  playground.dispose();
});

test('the packaged file, installed by VS Code itself, explains a function and asks about it', async () => {
  assert.deepEqual(
    installed.filter((file) => /\.map$|\.ts$|node_modules/u.test(file)),
    [],
  );
  const workbench = driveWorkbench(vscode.page);
  await workbench.openFile('src/mailer.ts');
  await workbench.goTo(12, 30);
  await workbench.command('Understand: Understand This');
  const sidebar = workbench.webview();
  await sidebar.getByRole('heading', { name: 'sendReceipt' }).first().waitFor({ timeout: 60_000 });
  await sidebar.getByRole('button', { name: 'Start quick check' }).press('Enter', { timeout: 60_000 });
  await sidebar.getByRole('radio').first().waitFor();
  assert.equal(await vscode.page.locator('.notification-toast').count(), 0);
  failed = false;
});
