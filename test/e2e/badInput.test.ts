import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { startVscode } from '../host/startVscode.ts';
import type { RunningVscode } from '../host/startVscode.ts';
import { driveWorkbench } from '../host/workbench.ts';
import type { Workbench } from '../host/workbench.ts';

/** A folder without git, without a package and without a TypeScript of its own. */
const root = realpathSync(mkdtempSync(join(tmpdir(), 'understand-bad-input-')));
const broken = `// The first line lies in no function.
export async function head(store: { first(): Promise<string> }): Promise<string> {
  const first = await store.first();
  if (first === '') throw new Error('nothing there');
  return first;
}

export const size = 1;
export const total = (;
for const price of prices }}}
`;
let vscode: RunningVscode;
let workbench: Workbench;
let done = 0;

function write(file: string, text: string | Uint8Array): void {
  mkdirSync(join(root, 'src'), { recursive: true });
  writeFileSync(join(root, 'src', file), text);
}

before(async () => {
  write('broken.ts', broken);
  write('huge.ts', `export const rows = [\n${"  'a row of data that goes on for about sixty characters, no more',\n".repeat(155_000)}];\n`);
  write('picture.ts', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1]));
  write('notes.py', 'def total(prices):\n    return sum(prices)\n');
  write(
    'plain.ts',
    "export async function save(store: { put(text: string): Promise<void> }, text: string): Promise<boolean> {\n  if (text === '') return false;\n  await store.put(text);\n  return true;\n}\n",
  );
  vscode = await startVscode({ workspace: root, name: 'e2e-bad-input', settings: { 'workbench.editorLargeFileConfirmation': 1_000 } });
  workbench = driveWorkbench(vscode.page);
  await workbench.openFile('plain.ts');
  await workbench.command('Understand: Understand This');
});

afterEach(async () => {
  assert.equal(await vscode.page.locator('.notification-toast').count(), 0, 'a toast is shown');
  assert.doesNotMatch(vscode.log(), /^\s+at /mu);
  assert.doesNotMatch(vscode.log(), /\[error\]/u);
});

after(async () => {
  await vscode.stop(done < 5);
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
});

async function sidebarSays(sentence: RegExp): Promise<void> {
  await workbench.webview().getByText(sentence).first().waitFor({ timeout: 30_000 });
}

test('in a folder without git and without TypeScript a function is explained', async () => {
  await workbench.goTo(3, 5);
  await workbench.webview().getByRole('heading', { name: 'save' }).first().waitFor({ timeout: 60_000 });
  done += 1;
});

test('where a file does not parse the sidebar says so, and explains what does parse', async () => {
  await workbench.openFile('broken.ts');
  await workbench.goTo(9, 3);
  await sidebarSays(/Line 9 does not parse/u);
  await workbench.goTo(4, 5);
  await workbench.webview().getByRole('heading', { name: 'head' }).first().waitFor({ timeout: 30_000 });
  done += 1;
});

test('a file of ten megabytes is left alone, with the reason', async () => {
  await workbench.openFile('huge.ts');
  await workbench.goTo(4, 5);
  await sidebarSays(/larger than/u);
  done += 1;
});

test('a binary file that calls itself TypeScript is left to what the editor says of it, and nothing fails', async () => {
  await workbench.openBinary('picture.ts');
  await vscode.page.getByText(/it is either binary/u).waitFor();
  assert.equal(await workbench.webview().getByRole('heading', { name: 'This code could not be analysed' }).count(), 0);
  done += 1;
});

test('in another language, with no extension for it, the sidebar says that the editor knows of nothing', async () => {
  await workbench.openFile('notes.py');
  await workbench.goTo(2, 5);
  await sidebarSays(/The editor knows of no function here/u);
  done += 1;
});
