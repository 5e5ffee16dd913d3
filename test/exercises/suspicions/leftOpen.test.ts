import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPlay } from '../../../src/exercises/play/openPlay.ts';
import { allSuspicions } from '../../../src/exercises/suspicions/allSuspicions.ts';
import { success } from '../../../src/terms/result.ts';
import { openUnit, testSandbox, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

async function suspected(text: string, name: string): Promise<readonly string[]> {
  const { located, world } = await openUnit(sandbox, text, name);
  const play = valueOf(await openPlay({ located, callSites: [] }, { openWorld: () => Promise.resolve(success(world)) }));
  const found = await Promise.all(allSuspicions.map((detector) => detector.detect({ located, runs: play.runs, rans: play.rans })));
  return found.flat().map(({ kind, expected }) => `${kind}: ${expected}`);
}

const locked = `interface Locks { acquire(id: string): Promise<{ release(): void }> }
export async function pay(locks: Locks, charge: (id: string) => Promise<number>, id: string): Promise<number> {
  const lock = await locks.acquire(id);
  const cents = await charge(id);
  lock.release();
  return cents;
}`;

test('a lock that a failing call leaves held is pointed out', async () => {
  assert.deepEqual(await suspected(locked, 'pay'), ['left open: `locks.acquire().release` runs even when `charge` fails']);
});

test('a lock that `finally` gives back is not', async () => {
  const safe = locked.replace(
    '  const cents = await charge(id);\n  lock.release();\n  return cents;',
    '  try {\n    return await charge(id);\n  } finally {\n    lock.release();\n  }',
  );
  assert.notEqual(safe, locked);
  assert.deepEqual(await suspected(safe, 'pay'), []);
});

const quiet = (
  handler: string,
): string => `export async function save(put: (id: string) => Promise<void>, warn: (error: unknown) => void, id: string): Promise<string> {
  if (id === '') return 'none';
  ${handler}
  return id;
}`;

test('a failure that is caught and told to nobody is pointed out', async () => {
  assert.deepEqual(await suspected(quiet('try { await put(id); } catch { id; }'), 'save'), [
    'swallowed failure: a failure of `put` reaches the caller',
  ]);
});

test('a failure that is handed on, that a comment calls meant, or that `void` leaves alone is not', async () => {
  for (const handler of [
    'try { await put(id); } catch (error) { warn(error); }',
    'try { await put(id); } catch { /* best effort */ }',
    'void put(id);',
    'await put(id);',
  ]) {
    assert.deepEqual(await suspected(quiet(handler), 'save'), [], handler);
  }
});

test('a failure that nobody waits for is pointed out', async () => {
  assert.deepEqual(await suspected(quiet('put(id);'), 'save'), ['unawaited failure: a failure of `put` reaches the caller']);
});

const counter = (body: string): string => `export class Counter {
  count: number;
  constructor() { this.count = 0; }
  async add(load: (by: number) => Promise<number>, by: number): Promise<number> {
    ${body}
    return this.count;
  }
}`;

test('state that is read before a wait and written back after it loses a write; read after the wait, it does not', async () => {
  const lost = ['lost update: a write to `this.count` during the wait is kept'];
  assert.deepEqual(
    await suspected(counter('const before = this.count; const more = await load(by); this.count = before + more;'), 'Counter.add'),
    lost,
  );
  assert.deepEqual(await suspected(counter('this.count += await load(by);'), 'Counter.add'), lost);
  assert.deepEqual(await suspected(counter('const more = await load(by); this.count = this.count + more;'), 'Counter.add'), []);
});
