import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { escapingFailures } from '../../../src/analysis/facts/escapingFailures.ts';
import { sentences, typedSentences } from '../unitIn.ts';

const cache = createDocumentCache();

test('a promise returned without await passes by the catch', () => {
  const text = 'async function load(url) {\n  try {\n    return fetch(url);\n  } catch {\n    return undefined;\n  }\n}\n';
  const said = ['A rejection of `fetch` skips the `catch` on line 4: its promise is returned without `await`.'];
  assert.deepEqual(typedSentences(escapingFailures, cache, text), said);
});

test('a promise returned without await is still open when finally runs', () => {
  const text =
    'async function query(sql) { return sql; }\nasync function run(lock, sql) {\n  try {\n    return query(sql);\n  } finally {\n    lock.release();\n  }\n}';
  assert.deepEqual(sentences(escapingFailures, text, 'run'), [
    'The `finally` runs before `query` has settled: its promise is returned without `await`.',
  ]);
});

test('a promise nobody waits for is named', () => {
  const text =
    'async function notify(user: string): Promise<void> { await mail(user); }\nexport async function signUp(user: string) {\n  notify(user);\n  return user;\n}';
  const said = ['Nothing waits for `notify`: this can finish first, and if it rejects, nothing here handles it.'];
  assert.deepEqual(sentences(escapingFailures, text, 'signUp'), said);
  assert.deepEqual(typedSentences(escapingFailures, cache, text, 'signUp'), said);
});

test('a callback that runs later is not covered by the catch', () => {
  const text = 'function plan(job) {\n  try {\n    setTimeout(() => job.run(), 10);\n  } catch (error) {\n    report(error);\n  }\n}';
  assert.deepEqual(sentences(escapingFailures, text), [
    'The `catch` on line 4 does not cover the callback of `setTimeout`: by then this code has moved on.',
  ]);
});

test('awaited, handled and synchronous calls are covered', () => {
  const said = (body: string): readonly string[] =>
    typedSentences(
      escapingFailures,
      cache,
      `declare function later(): Promise<number>;\ndeclare function now(): number;\nexport async function f() {\n${body}\n}`,
      'f',
    );
  assert.deepEqual(said('try { return await later(); } catch { return 0; }'), []);
  assert.deepEqual(said('try { return now(); } catch { return 0; }'), []);
  assert.deepEqual(said('try { now(); } catch {} return later();'), []);
  assert.deepEqual(said('later().catch(() => 0); later().then(() => 1, () => 0); now();'), []);
  assert.deepEqual(said('try { const g = () => { return later(); }; g; } catch {}'), []);
});

test('of a callee that handles its own failures no rejection is claimed, and a handled promise is no news', () => {
  const text =
    'async function warm(): Promise<void> { try { await fetch("/"); } catch {} }\nexport function start(ready: Promise<void>) {\n  warm();\n  ready.catch(() => {});\n  void Promise.reject(new Error());\n}';
  assert.deepEqual(typedSentences(escapingFailures, cache, text, 'start'), [
    'Nothing waits for `warm`: this returns while it may still be under way.',
  ]);
});

test('a rejection that passes a catch which only rejects again ends the same', () => {
  const text = (handled: string): string =>
    `async function load(url) {\n  try {\n    return fetch(url);\n  } catch (cause) {\n    ${handled}\n  }\n}\n`;
  assert.deepEqual(typedSentences(escapingFailures, cache, text('return Promise.reject(cause);')), []);
  assert.deepEqual(typedSentences(escapingFailures, cache, text('throw cause;')), []);
  assert.equal(typedSentences(escapingFailures, cache, text('throw new Error("offline", { cause });')).length, 1);
});
