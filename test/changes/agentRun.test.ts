import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { createAgentRuns } from '../../src/changes/agentRun.ts';
import type { AgentRuns } from '../../src/changes/agentRun.ts';
import { createOriginTracker } from '../../src/changes/originTracker.ts';
import { openRepository } from '../../src/git/repository.ts';
import { createSegmentMemory } from '../../src/store/segmentMemory.ts';
import type { Change } from '../../src/terms/change.ts';
import { createGitRepository } from '../builders/gitRepository.ts';
import type { GitRepository } from '../builders/gitRepository.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';
import type { FakeClock } from '../fakes/fakeClock.ts';

let fixture: GitRepository;
let clock: FakeClock;
let runs: AgentRuns;
let changes: Change[];
let shown: Map<string, string>;

beforeEach(() => {
  fixture = createGitRepository();
  clock = createFakeClock();
  changes = [];
  shown = new Map();
  runs = createAgentRuns({
    clock,
    readFile: (path) => readFile(path, 'utf8').catch(() => undefined),
    repositoryOf: async (_file, root) => {
      const opened = await openRepository(root);
      return opened.ok ? opened.value : undefined;
    },
    lastKnown: (path) => shown.get(path),
  });
  runs.onClosed((change) => changes.push(change));
});
afterEach(() => {
  runs.dispose();
  fixture.dispose();
});

async function written(...paths: readonly string[]): Promise<void> {
  await runs.written(
    fixture.root,
    paths.map((path) => join(fixture.root, path)),
  );
}

async function settle(): Promise<void> {
  clock.advance(2000);
  await runs.settled();
}

test('files written by something else become one Change when writes are still for two seconds', async () => {
  fixture.write('src/a.ts', 'a();\n');
  fixture.commit('first');
  fixture.write('src/a.ts', 'a();\nagent();\n');
  await written('src/a.ts');
  clock.advance(1500);
  fixture.write('src/new.ts', 'fresh();\n');
  await written('src/new.ts', 'src/a.ts');
  clock.advance(1999);
  await runs.settled();
  assert.equal(changes.length, 0);
  await settle();
  assert.equal(changes.length, 1);
  const [change] = changes;
  assert.deepEqual(
    [change?.kind, change?.title, change?.origin.kind, change?.root],
    ['agent-run', '2 files written outside the editor', 'unknown', fixture.root],
  );
  assert.equal(change?.origin.evidence[0]?.source, 'disk-write');
  assert.deepEqual(change.files, [
    { path: 'src/a.ts', lines: [[2, 2]], removedAfter: [], before: 'a();\n', after: 'a();\nagent();\n' },
    { path: 'src/new.ts', lines: [[1, 1]], removedAfter: [], after: 'fresh();\n' },
  ]);
});

test('a checkout, a stash and a rebase make no Change', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `f${String(index)}.ts`);
  for (const name of names) fixture.write(name, `one(${name});\n`);
  fixture.commit('first');
  fixture.git('checkout', '--quiet', '-b', 'topic');
  for (const name of names) fixture.write(name, `two(${name});\n`);
  fixture.commit('second');
  fixture.git('checkout', '--quiet', 'main');
  await written(...names);
  await settle();
  fixture.git('checkout', '--quiet', 'topic');
  await written(...names);
  await settle();
  fixture.write('f1.ts', 'stashed();\n');
  fixture.git('stash', '--quiet');
  await written('f1.ts');
  await settle();
  fixture.git('stash', 'pop', '--quiet');
  await written('f1.ts');
  await settle();
  assert.deepEqual(changes, []);
});

test('an agent that stages what it wrote is still seen', async () => {
  fixture.write('a.ts', 'a();\n');
  fixture.commit('first');
  fixture.write('a.ts', 'a();\nagent();\n');
  fixture.git('add', '--all');
  await written('a.ts');
  await settle();
  assert.equal(changes.length, 1);
});

test('ignored files, other kinds of files, formatting and deletions make no Change', async () => {
  fixture.write('.gitignore', 'dist/\n');
  fixture.write('a.ts', 'a({b:1})\n');
  fixture.write('gone.ts', 'x();\n');
  fixture.commit('first');
  fixture.write('dist/out.ts', 'built();\n');
  fixture.write('notes.md', '# x\n');
  fixture.write('node_modules/x/index.js', 'x();\n');
  fixture.write('a.ts', 'a({ b: 1 });\n');
  fixture.remove('gone.ts');
  await written('dist/out.ts', 'notes.md', 'node_modules/x/index.js', 'a.ts', 'gone.ts', '../elsewhere.ts');
  await settle();
  assert.deepEqual(changes, []);
});

test('a second run is compared with the first, not with the last commit', async () => {
  fixture.write('a.ts', 'a();\n');
  fixture.commit('first');
  fixture.write('a.ts', 'a();\nb();\n');
  await written('a.ts');
  await settle();
  fixture.write('a.ts', 'a();\nb();\nc();\n');
  await written('a.ts');
  await settle();
  assert.deepEqual(
    changes.map((change) => change.files[0]?.lines),
    [[[2, 2]], [[3, 3]]],
  );
  assert.notEqual(changes[0]?.id, changes[1]?.id);
});

test('what the editor showed before the write is what the run is compared with', async () => {
  fixture.write('a.ts', 'a();\n');
  fixture.commit('first');
  shown.set(join(fixture.root, 'a.ts'), 'a();\ntyped();\n');
  fixture.write('a.ts', 'a();\ntyped();\nagent();\n');
  await written('a.ts');
  await settle();
  assert.deepEqual(changes[0]?.files[0]?.lines, [[3, 3]]);
});

test('without git every written code file counts', async () => {
  const plain = createAgentRuns({ clock, readFile: () => Promise.resolve('agent();\n') });
  plain.onClosed((change) => changes.push(change));
  await plain.written('/folder', ['/folder/a.ts', '/elsewhere/b.ts']);
  clock.advance(2000);
  await plain.settled();
  plain.dispose();
  assert.deepEqual(
    changes.map((change) => [change.title, change.files.length]),
    [['a.ts written outside the editor', 1]],
  );
});

test('after disposal nothing is reported', async () => {
  fixture.write('a.ts', 'a();\n');
  await written('a.ts');
  runs.dispose();
  await settle();
  assert.deepEqual(changes, []);
});

test('what the editor itself saved is no run, however late a watcher tells of it; what it read from disk is one', async () => {
  const tracker = createOriginTracker({ store: createSegmentMemory(), clock });
  fixture.write('src/a.ts', 'a();\n');
  fixture.commit('first');
  const file = join(fixture.root, 'src/a.ts');
  const uri = `file://${file}`;
  runs = createAgentRuns({
    clock,
    readFile: (path) => readFile(path, 'utf8').catch(() => undefined),
    lastKnown: () => tracker.text(uri),
    madeInEditor: (_path, text) => tracker.madeHere(uri, text),
  });
  runs.onClosed((change) => changes.push(change));
  tracker.shown({ uri, path: file, text: 'a();\n', sequence: 0, dirty: false });
  const edited = (sequence: number, offset: number, text: string, signals: object): number =>
    tracker.edited([{ uri, sequence, at: clock.now(), replacements: [{ offset, length: 0, text }], signals }]);
  edited(1, 5, 'mine();\n', { selection: 'none' });
  fixture.write('src/a.ts', 'a();\nmine();\n');
  edited(2, 13, 'more();\n', { selection: 'none' });
  await written('src/a.ts');
  await settle();
  assert.equal(changes.length, 0);
  fixture.write('src/a.ts', 'a();\nmine();\nmore();\nagent();\n');
  edited(3, 21, 'agent();\n', { fromDisk: true });
  await written('src/a.ts');
  await settle();
  assert.deepEqual(
    changes.map(({ files }) => files[0]?.lines),
    [[[3, 4]]],
  );
});
