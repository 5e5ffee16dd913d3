import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beforeTheTry } from '../../../src/analysis/facts/beforeTheTry.ts';
import { sentences } from '../unitIn.ts';

const saveAll = `async function saveAll(store, rows) {
  if (rows.length === 0) return false;
  await store.lock();
  try {
    await store.save(rows);
    return true;
  } catch {
    return false;
  } finally {
    store.unlock();
  }
}`;

test('a step in front of the try is told from those inside', () => {
  assert.deepEqual(sentences(beforeTheTry, saveAll), [
    'If `store.lock` (line 3) fails, callers get its error, not `false`: it stands before the `try`, so `store.unlock` is not called.',
  ]);
  assert.deepEqual(sentences(beforeTheTry, 'async function f() {\n  await connect();\n  try { await run(); } catch (e) { log(e); }\n}'), [
    'If `connect` (line 2) fails, callers get its error: it stands before the `try`.',
  ]);
});

test('nothing is said where the catch passes errors on or the step is handled by itself', () => {
  assert.deepEqual(sentences(beforeTheTry, saveAll.replace('return false;\n  } fin', 'throw new Failure();\n  } fin')), []);
  assert.deepEqual(sentences(beforeTheTry, saveAll.replace('store.lock()', 'store.lock().catch(ignore)')), []);
  assert.deepEqual(sentences(beforeTheTry, saveAll.replace('await store.lock();', 'try { await store.lock(); } catch {}')), []);
  assert.deepEqual(sentences(beforeTheTry, saveAll.replace('await store.lock();', 'store.mark();')), []);
});
