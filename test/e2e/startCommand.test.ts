import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { copyPlayground } from '../host/playgroundRepository.ts';
import { descendantsRunning, endProcessGroup } from '../host/processTree.ts';
import { checkout } from '../host/startVscode.ts';
import { until } from '../host/until.ts';

const playground = copyPlayground({ history: 'human' });
const own = realpathSync(mkdtempSync(join(tmpdir(), 'understand-start-')));
let group: number | undefined;

after(async () => {
  if (group !== undefined) await endProcessGroup(group);
  rmSync(own, { recursive: true, force: true, maxRetries: 3 });
  playground.dispose();
});

test('`npm start -- FOLDER` prints one line to open, which answers; Ctrl-C ends every process and leaves no file behind', async () => {
  const temporary = join(own, 'tmp');
  mkdirSync(temporary);
  const env: NodeJS.ProcessEnv = { ...process.env, TMPDIR: temporary, UNDERSTAND_START_DATA: join(own, 'data') };
  // npm and VS Code keep compiled scripts of their own there.
  env['NODE_DISABLE_COMPILE_CACHE'] = '1';
  for (const name of ['VSCODE_EXECUTABLE', 'DISPLAY', 'WAYLAND_DISPLAY']) delete env[name];
  // A group of its own, as a terminal gives to what it runs.
  const started = spawn('npm', ['start', '--', playground.root], { cwd: checkout, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const { pid } = started;
  assert.ok(pid !== undefined);
  group = pid;
  let printed = '';
  let complaints = '';
  started.stdout.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
  started.stderr.setEncoding('utf8').on('data', (chunk: string) => (complaints += chunk));
  const ended = once(started, 'close');
  const lines = (): readonly string[] => printed.split('\n').filter((line) => line.startsWith('Open '));
  const [line = ''] = await until(
    () => {
      if (started.exitCode !== null) assert.fail(`npm start ended: ${printed}${complaints}`);
      return lines().length > 0 ? lines() : undefined;
    },
    120_000,
    'the line to open',
  );
  const address = new URL(line.slice('Open '.length));
  assert.equal(address.hostname, '127.0.0.1');
  assert.equal(address.searchParams.get('folder'), playground.root);
  const response = await fetch(address);
  assert.equal(response.status, 200);
  assert.match(await response.text(), /workbench/u);
  assert.equal(lines().length, 1, printed);

  const running = descendantsRunning(pid, '');
  assert.ok(running.length >= 2, 'no server is running below npm');
  process.kill(-pid, 'SIGINT');
  await ended;
  await until(() => running.every((child) => !existsSync(`/proc/${String(child)}`)) || undefined, 10_000, 'the end of every process');
  await assert.rejects(fetch(address));
  assert.deepEqual(readdirSync(temporary), []);
});
