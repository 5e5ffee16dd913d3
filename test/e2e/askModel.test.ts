import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { LLMock } from '@copilotkit/aimock';
import type { RecordedQuestion } from '../extensions/models/extension.ts';
import { answers, startMisbehavingServer } from '../fakes/misbehavingServer.ts';
import type { MisbehavingServer } from '../fakes/misbehavingServer.ts';
import { compileTestExtension } from '../host/compileForHost.ts';
import { copyPlayground } from '../host/playgroundRepository.ts';
import { artefacts, checkout, startVscode } from '../host/startVscode.ts';
import type { RunningVscode } from '../host/startVscode.ts';
import { until } from '../host/until.ts';
import { driveWorkbench } from '../host/workbench.ts';
import type { Workbench } from '../host/workbench.ts';

const answer =
  '`chargeCustomer` takes the money first, so a failure after it leaves a paid order. `refundLater` would repair that. ![x](https://evil.example/pixel.png)';
const key = 'test-key-of-the-person-0123456789';
const playground = copyPlayground({ history: 'human' });
const folder = join(artefacts, 'e2e-ask-model-files');
const settingsFile = join(folder, 'settings.json');
const modelLog = join(folder, 'questions.jsonl');
const pythonFunction =
  'def refund(order, times=2):\n    for attempt in range(times):\n        if order.refund():\n            return attempt\n';
const mock = new LLMock({ port: 0 });
let attacker: MisbehavingServer;
let vscode: RunningVscode | undefined;
let workbench: Workbench;
let done = 0;
let mockRuns = true;

/** The window; a `before` that failed has left none to the rest. */
function running(): RunningVscode {
  assert.ok(vscode !== undefined, 'VS Code did not start');
  return vscode;
}

/** Every setting of ours that decides what is sent where, as a repository would have it. */
function hostileSettings(): Readonly<Record<string, unknown>> {
  return {
    'understand.llm.mode': 'endpoint',
    'understand.llm.endpoint': attacker.url,
    'understand.llm.model': 'attacker-model',
    'understand.llm.dailyTokens': 1_000_000_000,
    'understand.llm.dailyDollars': 1_000_000,
  };
}

function personalSettings(settings: Readonly<Record<string, unknown>>): void {
  writeFileSync(settingsFile, JSON.stringify(settings));
}

/** Neither in the product's log nor in anything it keeps on disk. */
function assertNotWritten(secret: string): void {
  assert.ok(!running().log().includes(secret), 'the log holds a key');
  const files = readdirSync(running().storageFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.ok(files.length > 0);
  for (const { parentPath, name } of files) assert.ok(!readFileSync(join(parentPath, name)).includes(secret), `${name} holds a key`);
}

function questions(): readonly RecordedQuestion[] {
  if (!existsSync(modelLog)) return [];
  const lines = readFileSync(modelLog, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as RecordedQuestion);
}

before(async () => {
  attacker = await startMisbehavingServer(answers('attacked'));
  mock.onMessage(/.*/u, { content: answer });
  await mock.start();
  mkdirSync(folder, { recursive: true });
  writeFileSync(modelLog, '');
  writeFileSync(join(folder, 'answer.txt'), answer);
  personalSettings({ 'understand.llm.mode': 'endpoint', 'understand.llm.endpoint': mock.url, 'chat.disableAIFeatures': false });
  mkdirSync(join(playground.root, '.vscode'), { recursive: true });
  writeFileSync(join(playground.root, '.vscode/settings.json'), JSON.stringify(hostileSettings()));
  mkdirSync(join(playground.root, 'shop'));
  writeFileSync(join(playground.root, 'shop/refund.py'), `${pythonFunction}\n\nlimit = 2\n`);
  for (const command of [
    ['add', 'shop'],
    ['commit', '--quiet', '-m', 'Refund at most twice'],
  ])
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...command], { cwd: playground.root });
  const models = await compileTestExtension(join(checkout, 'test/extensions/models'), join(folder, 'models'));
  vscode = await startVscode({
    workspace: playground.root,
    name: 'e2e-ask-model',
    settings: { 'chat.disableAIFeatures': false },
    install: (extensions) => cpSync(models, join(extensions, 'understand-this-test.models-0.0.1'), { recursive: true }),
    environment: {
      UNDERSTAND_TEST_USER_SETTINGS: settingsFile,
      UNDERSTAND_TEST_MODEL_ANSWER: join(folder, 'answer.txt'),
      UNDERSTAND_TEST_MODEL_LOG: modelLog,
      ANTHROPIC_BASE_URL: attacker.url,
      ANTHROPIC_API_KEY: 'canary-key-of-the-environment',
      ANTHROPIC_CUSTOM_HEADERS: 'Authorization: Bearer canary',
    },
  });
  workbench = driveWorkbench(vscode.page);
});

after(async () => {
  await vscode?.stop(done < 6);
  if (mockRuns) await mock.stop();
  await attacker.close();
  playground.dispose();
});

const section = () => workbench.webview().locator('.model');

async function askFor(preset: string, heading: RegExp): Promise<void> {
  await section().getByRole('button', { name: preset }).click();
  await section().getByRole('heading', { name: heading }).waitFor({ timeout: 30_000 });
}

async function showCheckout(): Promise<void> {
  await workbench.openFile('src/checkout.ts');
  const line = readFileSync(join(playground.root, 'src/checkout.ts'), 'utf8')
    .split('\n')
    .findIndex((text) => text.includes('function checkout'));
  await workbench.goTo(line + 2);
  await workbench.command('Understand: Understand This');
  await workbench.webview().getByRole('heading', { name: 'checkout' }).first().waitFor({ timeout: 30_000 });
}

test('nothing is sent before consent, and nothing when it is kept local', async () => {
  await showCheckout();
  await askFor('Why this way?', /^Send this to a model server on this machine/u);
  assert.ok((await section().innerText()).includes(mock.url.replace('http://', '')));
  assert.ok((await section().locator('.payload').nth(1).textContent())?.includes('export async function checkout'));
  await running().screenshot('consent');
  await section().getByRole('button', { name: 'Keep local' }).click();
  await section().getByRole('button', { name: 'Why this way?' }).waitFor();
  assert.equal(mock.getRequests().length, 0);
  done += 1;
});

test('what was shown is sent once, with the key that was entered; the answer stands apart, is checked, and brings nothing along', async () => {
  assert.equal(done, 1, 'a step before this one failed');
  // The command ends with its own input: the palette's is gone only when that is.
  const entered = workbench.command('Understand: Set API Key');
  const field = running().page.locator('.quick-input-widget input[type="password"]');
  await field.fill(key);
  await field.press('Enter');
  await entered;
  await askFor('Why this way?', /^Send this to/u);
  const shown = await section().locator('.payload').allTextContents();
  await section().getByRole('button', { name: 'Send once' }).click();
  await section().getByText('1 of its').waitFor({ timeout: 30_000 });
  assert.match(await section().innerText(), /Said by a model; it may be wrong[\s\S]*names refundLater, which is not in this code/u);
  assert.equal(await section().locator('img, a').count(), 0);
  assert.ok((await workbench.webview().locator('.sentences li').count()) > 0, 'the proven facts are gone');
  const requests = mock.getRequests();
  assert.equal(requests.length, 1);
  // The mock keeps keys out of its own records: that there was one is all it tells.
  assert.ok(requests[0]?.headers['authorization'] !== undefined, 'the key was not sent to its own server');
  const sent = JSON.stringify(requests[0]?.body);
  for (const part of shown) assert.ok(sent.includes(JSON.stringify(part).slice(1, -1)), part);
  for (const [theme, label] of Object.entries({
    'Default Dark Modern': 'dark',
    'Default High Contrast': 'high-contrast',
    'Default Light Modern': 'light',
  })) {
    await running().useTheme(theme);
    await running().screenshot(`answered-${label}`);
  }
  done += 1;
});

test("the editor's own model is asked only after consent, and with nothing else than was shown", async () => {
  assert.equal(done, 2, 'a step before this one failed');
  personalSettings({ 'understand.llm.mode': 'vscode' });
  await section().getByRole('button', { name: 'Ask something else' }).click();
  await until(
    async () => {
      await askFor('Walk me through an example', /^Send this to/u);
      if ((await section().innerText()).includes('understand-test, through this editor')) return true;
      await section().getByRole('button', { name: 'Keep local' }).click();
      return undefined;
    },
    30_000,
    'the setting of the person',
  );
  await section().getByRole('button', { name: 'Keep local' }).click();
  await section().getByRole('button', { name: 'Why this way?' }).waitFor();
  assert.deepEqual(questions(), []);
  await askFor('Walk me through an example', /^Send this to/u);
  const shown = await section().locator('.payload').allTextContents();
  await section().getByRole('button', { name: 'Send once' }).click();
  await section().getByText('1 of its').waitFor({ timeout: 30_000 });
  assert.deepEqual(questions(), [{ messages: shown }]);
  done += 1;
});

test('of Python the sidebar shows what the editor knows and what was recorded, offers the model, and pretends to no proof', async () => {
  assert.equal(done, 3, 'a step before this one failed');
  await workbench.openFile('shop/refund.py');
  await workbench.goTo(3);
  await workbench.webview().getByRole('heading', { name: 'refund' }).first().waitFor({ timeout: 30_000 });
  const shown = workbench.webview().locator('article');
  await shown.getByText('Refund at most twice').waitFor({ timeout: 30_000 });
  const text = await shown.innerText();
  assert.match(text, /Nothing here is proven: Python is not analysed/u);
  assert.match(text, /What the editor knows\s+def refund\(order, times=2\):\s+Says the Python extension/u);
  assert.match(text, /refund\.py, lines 1–4/u);
  assert.doesNotMatch(text, /Start quick check|Play it|In my own words|Proved from the code/u);
  assert.equal(await shown.locator('a').count(), 0);
  await running().screenshot('python');
  await askFor('Why this way?', /^Send this to/u);
  assert.ok((await section().locator('.payload').allTextContents()).join('').includes('for attempt in range(times)'));
  await section().getByRole('button', { name: 'Send once' }).click();
  await section().getByText('of its').waitFor({ timeout: 30_000 });
  assert.ok(questions().at(-1)?.messages.join('').includes('for attempt in range(times)'));
  await section().getByRole('button', { name: 'Ask something else' }).click();
  done += 1;
});

test('while everything is snoozed the status bar says so, and one click ends it', async () => {
  assert.equal(done, 4, 'a step before this one failed');
  const picking = workbench.command('Understand: Snooze…');
  await running().page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'For an hour' }).click();
  await picking;
  const snoozed = workbench.statusBarItem('Snoozed');
  await snoozed.waitFor({ timeout: 30_000 });
  await running().screenshot('snoozed');
  await snoozed.click();
  await snoozed.waitFor({ state: 'detached', timeout: 30_000 });
  done += 1;
});

test('a server that is away is said in the sidebar, the facts stay, and no one else was ever asked', async () => {
  assert.equal(done, 5, 'a step before this one failed');
  await mock.stop();
  mockRuns = false;
  personalSettings({ 'understand.llm.mode': 'endpoint' });
  await showCheckout();
  await until(
    async () => {
      await askFor('Explain at my level', /^Send this to/u);
      if ((await section().innerText()).includes('on this machine')) return true;
      await section().getByRole('button', { name: 'Keep local' }).click();
      return undefined;
    },
    30_000,
    'the setting of the person',
  );
  await section().getByRole('button', { name: 'Send once' }).click();
  await section().getByText('The server cannot be reached.').waitFor({ timeout: 30_000 });
  assert.ok((await workbench.webview().locator('.sentences li').count()) > 0, 'the proven facts are gone');
  assert.equal(await running().page.locator('.notification-toast').count(), 0);
  await running().screenshot('unreachable');
  assert.equal(attacker.requests.length, 0);
  assertNotWritten(key);
  assertNotWritten('canary');
  done += 1;
});
