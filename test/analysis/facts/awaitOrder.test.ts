import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awaitOrder } from '../../../src/analysis/facts/awaitOrder.ts';
import { sentences } from '../unitIn.ts';

test('a forEach that nobody waits for is named', () => {
  const text = 'async function saveAll(items) {\n  items.forEach(async (item) => {\n    await save(item);\n  });\n  done();\n}';
  assert.deepEqual(sentences(awaitOrder, text), [
    '`forEach` does not wait: the code after it runs before any `save` has finished, and a rejection reaches nobody here.',
  ]);
});

test('two awaits that do not need each other are named', () => {
  const text =
    'async function page(id) {\n  const user = await loadUser(id);\n  const rates = await loadRates();\n  return [user, rates];\n}';
  assert.deepEqual(sentences(awaitOrder, text), ['`loadRates` starts only after `loadUser` has finished, though it uses nothing from it.']);
});

test('a second await that uses the first is in its place', () => {
  assert.deepEqual(
    sentences(
      awaitOrder,
      'async function page(id) {\n  const { key } = await loadUser(id);\n  const rates = await loadRates(key);\n  return rates;\n}',
    ),
    [],
  );
});

test('Promise.all and Promise.race say what goes on running', () => {
  assert.deepEqual(sentences(awaitOrder, 'async function f(ids) {\n  return await Promise.all(ids.map((id) => load(id)));\n}'), [
    'If one `load` fails, `Promise.all` rejects at once; what was started with it keeps running and its results are lost.',
  ]);
  assert.deepEqual(sentences(awaitOrder, 'async function f() {\n  return await Promise.race([load(), timeout()]);\n}'), [
    'Losing this race cancels nothing: the slower work goes on, and its result or failure is dropped.',
  ]);
});

test('a test before and a write after the await let two calls through', () => {
  const text =
    'class Api {\n  async token() {\n    if (this.cached) return this.cached;\n    const token = await this.login();\n    this.cached = token;\n    return token;\n  }\n}';
  assert.deepEqual(sentences(awaitOrder, text, 'Api.token'), [
    'Two calls at once can both run `this.login`: `this.cached` is tested on line 3 but set only after the `await`.',
  ]);
});

test('a flag or a promise set before the await keeps the second call out', () => {
  const said = (body: string): readonly string[] => sentences(awaitOrder, `class Api { async token() { ${body} } }`, 'Api.token');
  assert.deepEqual(said('if (this.cached) return this.cached; this.cached = this.login(); return await this.cached;'), []);
  assert.deepEqual(
    said('if (this.cached) return this.cached; if (this.busy) return; this.busy = true; const t = await this.login(); this.cached = t;'),
    [],
  );
  assert.deepEqual(said('if (this.cached) return this.cached; await this.mutex.acquire(); this.cached = 1;'), []);
});

test('a sum that spans an await loses what others add', () => {
  assert.deepEqual(sentences(awaitOrder, 'class A { async add() { this.total += await price(); } }', 'A.add'), [
    '`this.total` is read before the `await` and written after it: what another call adds meanwhile is lost.',
  ]);
});

test('calls that have no name are not told to wait for each other', () => {
  const text = (second: string): string =>
    `async function f(id) {\n  const user = await loadUser(id);\n  const rates = await ${second};\n  return [user, rates];\n}`;
  assert.deepEqual(sentences(awaitOrder, text('loaders[id]()')), []);
  assert.equal(sentences(awaitOrder, text('loadRates()')).length, 1);
});
