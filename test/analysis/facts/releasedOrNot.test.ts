import assert from 'node:assert/strict';
import { test } from 'node:test';
import { releasedOrNot } from '../../../src/analysis/facts/releasedOrNot.ts';
import { sentences } from '../unitIn.ts';

test('a handle that a failure leaves open is named', () => {
  const text =
    'async function count(pool) {\n  const client = await pool.connect();\n  const rows = await client.query(sql);\n  client.release();\n  return rows;\n}';
  assert.deepEqual(sentences(releasedOrNot, text), [
    'If `client.query` (line 3) fails, `client.release` on line 4 is never reached: `client` is not released.',
  ]);
});

test('an early return that leaves a handle open is named', () => {
  const text = 'function first(path) {\n  const file = open(path);\n  if (!file.size) {\n    return undefined;\n  }\n  file.close();\n}';
  assert.deepEqual(sentences(releasedOrNot, text), ['The `return` on line 4 leaves before `file.close` (line 6): `file` is not released.']);
});

test('a timer that a failure leaves running is named', () => {
  const text =
    'async function withLimit(work) {\n  const timer = setTimeout(cancel, 10);\n  const value = await work();\n  clearTimeout(timer);\n  return value;\n}';
  assert.deepEqual(sentences(releasedOrNot, text), [
    'If `work` (line 3) fails, `clearTimeout` on line 4 is never reached: `timer` is not released.',
  ]);
});

test('intervals and listeners that nothing can remove are named', () => {
  assert.deepEqual(sentences(releasedOrNot, 'function poll() { setInterval(() => check(), 1000); }'), [
    'Nobody keeps the handle of this interval: once started it cannot be stopped and runs as long as the process or page.',
  ]);
  assert.deepEqual(sentences(releasedOrNot, "function watch() { window.addEventListener('resize', () => draw()); }"), [
    'The listener on `window` is written in place, so nothing can remove it: each call of this adds one more.',
  ]);
});

test('an effect without cleanup is named', () => {
  const text = "function useSize() {\n  useEffect(() => {\n    window.addEventListener('resize', onResize);\n  }, []);\n}";
  assert.deepEqual(sentences(releasedOrNot, text), [
    'The effect returns no cleanup: `window.addEventListener` (line 3) stays active after unmounting and adds up with each run.',
  ]);
});

test('what finally, using, a kept handle or an option releases is in order', () => {
  const said = (body: string): readonly string[] => sentences(releasedOrNot, `async function f(pool) {\n${body}\n}`);
  assert.deepEqual(said('const client = await pool.connect(); try { await client.query(); } finally { client.release(); }'), []);
  assert.deepEqual(
    said('const client = await pool.connect(); try { await client.query(); } catch (e) { client.release(); throw e; } client.release();'),
    [],
  );
  assert.deepEqual(said('await using client = await pool.connect(); await client.query(); client.close();'), []);
  assert.deepEqual(said('const client = await pool.connect(); client.release();'), []);
  assert.deepEqual(said('this.timer = setInterval(tick, 10);'), []);
  assert.deepEqual(said("window.addEventListener('a', () => b(), { once: true });"), []);
  assert.deepEqual(said("useEffect(() => { window.addEventListener('a', b); return () => window.removeEventListener('a', b); }, []);"), []);
});

test('a race leaves its timer running unless something clears it', () => {
  const race = (delay: string, more = ''): string =>
    `function withTimeout(work, ms) {\n  let timer;\n  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error('late')), ${delay}); });\n  return Promise.race([work, late])${more};\n}`;
  assert.deepEqual(sentences(releasedOrNot, race('ms')), [
    'Nothing clears the timer of line 3: when the other side of the race is done first, it still runs the whole of `ms`, and Node does not exit before.',
  ]);
  assert.deepEqual(sentences(releasedOrNot, race('ms', '.finally(() => clearTimeout(timer))')), []);
  assert.deepEqual(sentences(releasedOrNot, race('150')), []);
});
