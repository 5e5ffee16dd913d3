import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { outsideChanges } from '../../../src/analysis/facts/outsideChanges.ts';
import type { CallSite } from '../../../src/analysis/sourceText.ts';
import { sentences, typedSentences, unitIn } from '../unitIn.ts';

const cache = createDocumentCache();

test("a sort of the caller's own array is named", () => {
  const text = 'export function best(items: number[]) {\n  return items.sort((a, b) => b - a)[0];\n}';
  const said = ["`sort` reorders the caller's own `items`: whoever passed it sees the new order."];
  assert.deepEqual(sentences(outsideChanges, text), said);
  assert.deepEqual(typedSentences(outsideChanges, cache, text), said);
});

test('a write into an argument is named with its path', () => {
  const text = 'function price(order) {\n  order.total.net = 1;\n  return order.items.length;\n}';
  assert.deepEqual(sentences(outsideChanges, text), [
    '`order.total.net` is written into the very object the caller passed, not a copy of it.',
  ]);
});

test('what hangs on an argument is not called the caller’s own where a call before may have put another object there', () => {
  const prepared = 'function get(state, key) {\n  prepareCopy(state);\n  state.copy.values[key] = 1;\n  return key;\n}';
  assert.deepEqual(sentences(outsideChanges, prepared), []);
  const after = 'function get(state, key) {\n  state.copy.values[key] = 1;\n  publish(state);\n  return key;\n}';
  assert.equal(sentences(outsideChanges, after).length, 1);
});

test('a shallow copy that lets a change through is named', () => {
  const text = 'function withItem(order, item) {\n  const copy = { ...order };\n  copy.items.push(item);\n  return copy;\n}';
  assert.deepEqual(sentences(outsideChanges, text), [
    "`copy` is a shallow copy: `items` inside it is still that of `order`, so the caller's object changes.",
  ]);
});

test('module state that only grows is named', () => {
  const text =
    'const seen = new Map();\nfunction load(id) {\n  if (seen.has(id)) return seen.get(id);\n  seen.set(id, make(id));\n  return seen.get(id);\n}';
  assert.deepEqual(sentences(outsideChanges, text), [
    '`seen` (line 1) lives as long as the module, and nothing in this file ever removes what is put into it.',
  ]);
  assert.deepEqual(sentences(outsideChanges, `${text}\nfunction forget(id) { seen.delete(id); }`), [
    'Changes `seen` (line 1), which outlives the call: every later caller in the process sees it.',
  ]);
  assert.deepEqual(sentences(outsideChanges, `${text}\nregister(seen);`), [
    'Changes `seen` (line 1), which outlives the call: every later caller in the process sees it.',
  ]);
});

test('copies, own values, drafts and things that are no arrays stay unmentioned', () => {
  assert.deepEqual(sentences(outsideChanges, 'function best(items: number[]) { return [...items].sort()[0]; }'), []);
  assert.deepEqual(sentences(outsideChanges, 'function best(items: number[]) { items = items.slice(); items.sort(); return items; }'), []);
  assert.deepEqual(
    sentences(outsideChanges, 'function redact(request) { request.headers = { ...request.headers }; delete request.headers.auth; }').filter(
      (text) => text.includes('auth'),
    ),
    [],
  );
  assert.deepEqual(
    sentences(
      outsideChanges,
      'const s = createSlice({ reducers: { add(state, action) { state.items = action.payload; } } });',
      's.reducers.add',
    ),
    [],
  );
  assert.deepEqual(
    typedSentences(outsideChanges, cache, 'export function go(router: { push(to: string): void }) { router.push("/"); return 1; }'),
    [],
  );
  assert.deepEqual(
    sentences(outsideChanges, 'function f(order) { const copy = { ...order, items: [...order.items] }; copy.items.push(1); return copy; }'),
    [],
  );
  assert.deepEqual(sentences(outsideChanges, 'const seen = new Map();\nfunction f() { const seen = new Map(); seen.set(1, 2); }'), []);
});

test('a module variable that a finally clears, or that is filled in once, is no lasting change', () => {
  const said = (body: string): readonly string[] =>
    outsideChanges
      .detect(unitIn(`let shared;\nfunction f(x) {\n  ${body}\n}`, 'f'), { callSites: [] })
      .filter(({ surprise }) => surprise >= 0.5)
      .map(({ text }) => text);
  assert.deepEqual(said('shared = x; try { run(); } finally { shared = undefined; }'), []);
  assert.deepEqual(said('return shared ?? (shared = make());'), []);
  assert.equal(said('shared = x;').length, 1);
});

test('a weak collection that only grows is no leak', () => {
  const said = (made: string): readonly string[] =>
    sentences(outsideChanges, `const known = new ${made}();\nfunction mark(item) {\n  known.add(item);\n}`, 'mark');
  assert.match(said('Set')[0] ?? '', /lives as long as the module/);
  assert.ok(said('WeakSet').every((sentence) => !sentence.includes('lives as long as the module')));
});

test('module state that the same call sets to nothing again is not said to be seen by every later caller', () => {
  const text = (last: string): string => `let context = null;\nfunction run(work) {\n  context = { work };\n  work();\n  ${last}\n}`;
  assert.deepEqual(sentences(outsideChanges, text('context = null;')), []);
  assert.deepEqual(sentences(outsideChanges, text('log(context);')), [
    'Changes `context` (line 1), which outlives the call: every later caller in the process sees it.',
  ]);
});

test('what every known caller makes in the call itself, or hands over to be filled, surprises nobody', () => {
  const text = (name: string): string => `function named(${name}, label) {\n  ${name}.label = label;\n  return label.length;\n}`;
  const site = (argument: string): CallSite => ({
    file: '/repo/a.ts',
    path: 'a.ts',
    lines: [1, 1],
    arguments: [argument],
    reliance: [],
    inTest: false,
  });
  const surprise = (name: string, callSites: readonly CallSite[] = []): number =>
    outsideChanges.detect(unitIn(text(name)), { callSites })[0]?.surprise ?? 0;
  assert.ok(surprise('order') >= 0.5);
  assert.ok(surprise('order', [site('order'), site('{ id: 1 }')]) >= 0.5);
  assert.ok(surprise('order', [site('{ id: 1 }')]) < 0.35);
  assert.ok(surprise('ctx') < 0.35);
});
