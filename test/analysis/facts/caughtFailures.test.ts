import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caughtFailures } from '../../../src/analysis/facts/caughtFailures.ts';
import { sentences } from '../unitIn.ts';

test('a failure that looks like an ordinary absence is named', () => {
  const text = `async function findUser(id) {
  if (!id) return null;
  try {
    return await api.fetchUser(id);
  } catch (error) {
    console.error(error);
    return null;
  }
}`;
  assert.deepEqual(sentences(caughtFailures, text), ['Callers get the same `null` when `api.fetchUser` fails as when `!id` (line 2).']);
});

test('a notice in the handler and a finally change nothing about what callers get', () => {
  const text = (handler: string, tidying = 'unlock();'): string =>
    `async function save(rows) {\n  if (rows.length === 0) return false;\n  try {\n    await put(rows);\n    return true;\n  } catch (e) {\n    ${handler}\n    return false;\n  } finally {\n    ${tidying}\n  }\n}`;
  const same = ['Callers get the same `false` when `put` fails as when `rows.length === 0` (line 2).'];
  assert.deepEqual(sentences(caughtFailures, text("report('not saved');")), same);
  assert.deepEqual(sentences(caughtFailures, text('report(e);')), []);
  assert.deepEqual(sentences(caughtFailures, text("fail('not saved');")), []);
  assert.deepEqual(sentences(caughtFailures, text('', 'return true;')), []);
});

test('a value that stands for a failure is named', () => {
  const text = 'async function tags() {\n  try {\n    return await api.tags();\n  } catch {\n    return [];\n  }\n}';
  assert.deepEqual(sentences(caughtFailures, text), [
    'When `api.tags` fails, callers get `[]` and no error: they have to test for it to notice.',
  ]);
});

test('an error that is only logged at the end never reaches the callers', () => {
  const text = 'async function sync(cart) {\n  try {\n    await api.save(cart);\n  } catch (error) {\n    logger.warn(error);\n  }\n}';
  assert.deepEqual(sentences(caughtFailures, text), [
    'Callers never learn that `api.save` fails: the error is only logged and the promise resolves as usual.',
  ]);
});

test('code that goes on after a dropped error is named', () => {
  const text = 'function load(text) {\n  let config = {};\n  try {\n    config = JSON.parse(text);\n  } catch {}\n  apply(config);\n}';
  assert.deepEqual(sentences(caughtFailures, text), ['When `JSON.parse` throws, the error is dropped and the code goes on at line 6.']);
});

test('a new error that forgets the old one is named', () => {
  const text =
    "function load(text) {\n  try {\n    return JSON.parse(text);\n  } catch (error) {\n    throw new ConfigError('bad');\n  }\n}";
  assert.deepEqual(sentences(caughtFailures, text), [
    'When `JSON.parse` throws, callers see only this `ConfigError`: the original error, its cause and stack, is lost.',
  ]);
});

test('a loop that skips a failing round is named', () => {
  const text =
    'async function all(ids) {\n  for (const id of ids) {\n    try {\n      await load(id);\n    } catch {\n      continue;\n    }\n    count += 1;\n  }\n}';
  assert.deepEqual(sentences(caughtFailures, text), [
    'When `load` fails, that round is skipped and the loop goes on; callers are not told.',
  ]);
});

test('nothing is said where the error goes on, is kept, or is handed to code that may throw', () => {
  const inside = (handler: string): readonly string[] =>
    sentences(caughtFailures, `async function f() {\n  try {\n    await save();\n  } catch (error) {\n    ${handler}\n  }\n}`);
  assert.deepEqual(inside('throw error;'), []);
  assert.deepEqual(inside("throw new Error('save', { cause: error });"), []);
  assert.deepEqual(inside('if (error.fatal) throw error;'), []);
  assert.deepEqual(inside('this.error = error;'), []);
  assert.deepEqual(inside('handle(error);'), []);
  assert.deepEqual(inside('return fallback;'), []);
  assert.deepEqual(inside('if (a) return 1; b = 2;'), []);
});

test('a predicate and a failed tidying-up are no news', () => {
  assert.deepEqual(
    sentences(caughtFailures, 'function isJson(t) { if (!t) return false; try { JSON.parse(t); return true; } catch { return false; } }'),
    [],
  );
  assert.deepEqual(sentences(caughtFailures, 'async function stop(file) { try { await file.close(); } catch {} }'), []);
});

test('where nothing is ever given back nobody can mistake a failure for anything', () => {
  const text =
    'async function warm(id): Promise<void> {\n  if (!id) return undefined;\n  try {\n    await api.fetchUser(id);\n  } catch {\n    return undefined;\n  }\n}';
  assert.deepEqual(sentences(caughtFailures, text), []);
});
