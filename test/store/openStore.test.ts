import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { openStore, type OpenStore } from '../../src/store/openStore.ts';
import { migrations } from '../../src/store/migrations.ts';
import { systemClock } from '../../src/terms/clock.ts';
import type { AnswerId, ExerciseId, UnitKey } from '../../src/terms/ids.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

const folder = mkdtempSync(join(tmpdir(), 'understand-store-'));
after(() => rmSync(folder, { recursive: true }));

let files = 0;
function newFile(): string {
  files += 1;
  return join(folder, `case-${files}`, 'learning.db');
}

function open(file: string): OpenStore {
  return openStore({ file, clock: systemClock });
}

function record(store: OpenStore, id: string): void {
  store.answers.record(
    { id: id as AnswerId, exerciseId: 'q1' as ExerciseId, chosen: [], at: 1 },
    'unit' as UnitKey,
    'E12 reject-path',
    'not sure',
  );
}

function answersIn(store: OpenStore): readonly string[] {
  return store.answers.forUnit('unit' as UnitKey).map(({ answer }) => answer.id);
}

/** Without the two files that SQLite keeps beside a database. */
function damagedFilesKept(file: string): number {
  return readdirSync(join(file, '..')).filter((name) => /\.damaged-[^-]+$/u.test(name)).length;
}

interface Writer {
  readonly process: ChildProcess;
  /** Ids it printed, complete once `ended`. */
  readonly acknowledged: readonly string[];
  readonly ended: Promise<void>;
  /** Resolves with its n-th printed id. */
  reached(count: number): Promise<void>;
}

function startWriter(file: string, name: string, count: number): Writer {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writeAnswers.ts'), file, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: string[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    acknowledged.push(...lines);
    child.emit('reached');
  });
  return {
    process: child,
    acknowledged,
    ended: once(child, 'close').then(() => undefined),
    async reached(wanted) {
      while (acknowledged.length < wanted && child.exitCode === null) await once(child, 'reached');
    },
  };
}

test('a writer killed twenty times in the middle loses no answer it acknowledged', async () => {
  const file = newFile();
  const acknowledged: string[] = [];
  for (let round = 0; round < 20; round += 1) {
    const writer = startWriter(file, `round-${round}`, 100_000);
    await writer.reached(1 + ((round * 7) % 40));
    writer.process.kill('SIGKILL');
    await writer.ended;
    acknowledged.push(...writer.acknowledged);
    const store = open(file);
    assert.deepEqual([store.mode, store.notice], ['durable', undefined]);
    const kept = new Set(answersIn(store));
    assert.deepEqual(
      acknowledged.filter((id) => !kept.has(id)),
      [],
    );
    store.close();
  }
  assert.ok(acknowledged.length >= 20);
});

test('two processes that write three hundred answers each at once lose none', async () => {
  const file = newFile();
  const writers = ['left', 'right'].map((name) => startWriter(file, name, 300));
  await Promise.all(writers.map(({ ended }) => ended));
  const store = open(file);
  assert.equal(answersIn(store).length, 600);
  store.close();
});

test('a file that was closed is found again with all it held', () => {
  const file = newFile();
  const before = open(file);
  record(before, 'a1');
  before.index.save('/shop', 'src/cart.ts', { contentHash: 'hash', entry: '{}' });
  before.close();
  const again = open(file);
  assert.deepEqual(answersIn(again), ['a1']);
  assert.equal(again.index.loadAll('/shop').get('src/cart.ts')?.entry, '{}');
  again.close();
});

test('index entries reach the file by themselves within a second', () => {
  const file = newFile();
  const clock = createFakeClock();
  const writer = openStore({ file, clock });
  const reader = open(file);
  writer.index.save('/shop', 'src/cart.ts', { contentHash: 'hash', entry: '{}' });
  assert.equal(reader.index.loadAll('/shop').get('src/cart.ts')?.entry, undefined);
  clock.advance(1_000);
  assert.equal(reader.index.loadAll('/shop').get('src/cart.ts')?.entry, '{}');
  writer.close();
  reader.close();
});

test('a file of a newer version is shown, never changed, and answers last for the session', () => {
  const file = newFile();
  const store = open(file);
  record(store, 'a1');
  store.close();
  const newer = new DatabaseSync(file);
  newer.exec("ALTER TABLE answer ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'; DROP TABLE head; PRAGMA user_version = 999");
  newer.close();
  const bytes = readFileSync(file);

  const shown = open(file);
  assert.equal(shown.mode, 'read-only');
  assert.equal(
    shown.notice,
    'The learning data was written by a newer version of Understand This; it is shown but not changed. Update the extension.',
  );
  record(shown, 'a2');
  shown.changes.setLastHead('/shop', 'abc');
  assert.deepEqual(answersIn(shown), ['a1', 'a2']);
  shown.close();
  assert.deepEqual(readFileSync(file), bytes);
});

test('a runtime without SQLite remembers for the session and says so', () => {
  const file = newFile();
  const store = openStore({ file, clock: systemClock, load: () => undefined });
  assert.equal(store.mode, 'session');
  assert.match(store.notice ?? '', /Node 22\.13/u);
  record(store, 'a1');
  assert.deepEqual(answersIn(store), ['a1']);
  store.close();
  assert.equal(existsSync(file), false);
});

test('a place that cannot be written gives a store for the session', () => {
  const file = newFile();
  open(file).close();
  const store = open(join(file, 'below a file', 'learning.db'));
  assert.equal(store.mode, 'session');
  assert.match(store.notice ?? '', /cannot be opened/u);
  record(store, 'a1');
  assert.deepEqual(answersIn(store), ['a1']);
});

test('what can be read of a damaged file is saved into a new one, and the damaged one is kept', () => {
  const file = newFile();
  const store = open(file);
  for (let position = 0; position < 2_000; position += 1) record(store, `a${position}`);
  store.close();
  const bytes = readFileSync(file);
  bytes.fill(0x5a, bytes.length - 3 * 4096);
  writeFileSync(file, bytes);

  const repaired = open(file);
  const saved = answersIn(repaired).length;
  assert.ok(saved > 0, 'nothing was saved');
  assert.equal(repaired.mode, 'durable');
  assert.match(repaired.notice ?? '', new RegExp(`^The learning data was damaged: ${saved} answers were saved`, 'u'));
  record(repaired, 'after the repair');
  repaired.close();
  assert.equal(damagedFilesKept(file), 1);
  const again = open(file);
  assert.equal(again.notice, undefined);
  assert.equal(answersIn(again).length, saved + 1);
  again.close();
});

test('fifty kinds of damage each give a usable file, and never a silent empty one', () => {
  const file = newFile();
  const store = open(file);
  for (let position = 0; position < 300; position += 1) record(store, `a${position}`);
  store.close();
  const sound = readFileSync(file);
  for (let damage = 0; damage < 50; damage += 1) {
    const bytes = Buffer.from(sound);
    const at = (damage * 7_919) % sound.length;
    const damaged = damage % 2 === 0 ? bytes.fill(damage, at, at + 64) : bytes.subarray(0, at);
    writeFileSync(file, damaged);
    const opened = openStore({ file, clock: { ...systemClock, now: () => Date.now() + 60_000 + damage * 1_000 } });
    assert.equal(opened.mode, 'durable');
    if (answersIn(opened).length < 300) assert.match(opened.notice ?? '', /^The learning data was damaged/u);
    record(opened, 'usable');
    assert.ok(answersIn(opened).includes('usable'));
    opened.close();
  }
});

test('a file cut to nothing long ago is reported, not taken for a new one', () => {
  const file = newFile();
  open(file).close();
  truncateSync(file);
  const later = openStore({ file, clock: { ...systemClock, now: () => Date.now() + 60_000 } });
  assert.match(later.notice ?? '', /0 answers were saved/u);
  later.close();
});

test('two processes that find the same damage repair it once and lose nothing written afterwards', async () => {
  const file = newFile();
  open(file).close();
  writeFileSync(file, 'this is no database');
  const writers = ['left', 'right'].map((name) => startWriter(file, name, 50));
  await Promise.all(writers.map(({ ended }) => ended));
  const store = open(file);
  assert.equal(answersIn(store).length, 100);
  assert.equal(damagedFilesKept(file), 1);
  store.close();
});

test('the schema versions count from one without a gap', () => {
  assert.deepEqual(
    migrations.map(({ version }) => version),
    migrations.map((_, index) => index + 1),
  );
});
