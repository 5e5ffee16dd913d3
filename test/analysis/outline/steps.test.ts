import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locateUnits } from '../../../src/analysis/locateUnits.ts';
import { outlineOf } from '../../../src/analysis/outline/outlineOf.ts';
import { parseSource } from '../../../src/analysis/parseSource.ts';

function steps(text: string): readonly string[] {
  const [located] = locateUnits(parseSource('/shop/a.ts', text), 'a.ts');
  assert.ok(located);
  return outlineOf(located, { callSites: [] }).steps.map((step) => step.text);
}

test('what is awaited in a row is told as one chain, with what a failure keeps from starting', () => {
  const code = `async function checkout(order) {
  const receipt = await charge(order);
  await saveInvoice(receipt);
  await notify(order);
}`;
  assert.deepEqual(steps(code), ['Waits for `charge`, then `saveInvoice`, then `notify`: when one fails, those after it never start.']);
});

test('an await inside a try is not part of the chain: its failure need not stop the others', () => {
  const code = `async function checkout(order) {
  try { await charge(order); } catch { log('no'); }
  await notify(order);
}`;
  assert.deepEqual(steps(code), []);
});

test('the rounds of a loop that awaits wait for each other', () => {
  const code = `async function saveAll(items) {
  for (const item of items) {
    await save(item);
  }
}`;
  assert.deepEqual(steps(code), [
    'The rounds over `items` (lines 2 to 4) wait for each other: `save` (line 3) of one is done before the next begins.',
  ]);
});

test('of two tests that ask about different things the first is said to decide', () => {
  const code = (first: string, second: string): string => `function find(id, cache) {
  ${first}
  ${second}
  count(id);
  return cache.get(id);
}`;
  const closed = "if (cache.closed) throw new Error('closed');";
  assert.deepEqual(steps(code('if (!id) return null;', closed)), [
    'Where both `!id` (line 2) and `cache.closed` (line 3) hold, the first decides: it gives `null` and not `Error`.',
  ]);
  assert.deepEqual(steps(code(closed, 'if (!id) return null;')), [
    'Where both `cache.closed` (line 2) and `!id` (line 3) hold, the first decides: it throws `Error` and never gives `null`.',
  ]);
  assert.deepEqual(steps(code('if (!id) return null;', 'if (id < 0) return undefined;')), []);
  assert.deepEqual(steps(code('if (!id) return null;', 'if (cache.closed) return null;')), []);
  // There is no `host` where `id` is missing.
  assert.deepEqual(steps(code('if (!id) return null;', "const host = hostOf(id); if (local(host)) return '';")), []);
});

test('ways out are listed only when each of them is at the top level, and too far apart to be seen at once', () => {
  const open = `function find(id) {
  if (!id) return null;
  if (!known(id)) throw new RangeError(id);
${'  count();\n'.repeat(20)}  return entries[id];
}`;
  const nested = `function find(id) {
  if (!id) return null;
  for (const each of all) if (each.id === id) return each;
  return undefined;
}`;
  assert.deepEqual(steps(open), [
    'Three ways out: `null` when `!id` (line 2), throws `RangeError` when `!known(id)` (line 3), else `entries[id]` (line 24).',
  ]);
  assert.deepEqual(steps(open.replace('  count();\n'.repeat(18), '')), []);
  assert.deepEqual(steps(nested), []);
});

test('a finally is told by what it does and what it covers', () => {
  const code = `function locked(work) {
  lock.take();
  try {
    return work();
  } finally {
    lock.release();
  }
}`;
  assert.deepEqual(steps(code), ['`lock.release` runs on every way out of line 4, a failure or an early return included.']);
  assert.deepEqual(steps(code.replace('lock.release()', 'lock.release?.()')), [
    '`lock.release` runs, if there is one, on every way out of line 4, a failure or an early return included.',
  ]);
});

test('a callback of some length is told to run elsewhere than where it stands', () => {
  const code = `function watch(socket) {
  socket.on('close', () => {
    forget(socket);
    reconnect();
  });
}`;
  assert.deepEqual(steps(code), ["Lines 2 to 5 do not run here but whenever `socket` emits `'close'`."]);
});

test('a callback that is registered once runs the next time, not whenever', () => {
  const code = `function watch(socket) {
  socket.once('close', () => {
    forget(socket);
    reconnect();
  });
}`;
  assert.deepEqual(steps(code), ["Lines 2 to 5 do not run here but the next time `socket` emits `'close'`."]);
});

test('a chain in which a call comes back is not shortened to its names', () => {
  const code = `async function play(user) {
  await press(user);
  await seen(user);
  await press(user);
}`;
  assert.deepEqual(steps(code), []);
});

test('an early way out between two awaits breaks the chain', () => {
  const code = `async function login(name) {
  const found = await lookUp(name);
  if (!found) return null;
  return await open(found);
}`;
  assert.deepEqual(steps(code), []);
});

test('of a finally only what comes before a loop is told', () => {
  const code = `function locked(all) {
  try {
    use(all);
  } finally {
    for (const each of all) each.free();
    done();
  }
}`;
  assert.deepEqual(steps(code), []);
});
