import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptFailure } from '../../../src/analysis/facts/keptFailure.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { sentences, typedSentences } from '../unitIn.ts';

const load = (filling: string, rest = ''): string =>
  `const cache = new Map<string, Promise<Order>>();\nexport async function load(id: string) {\n  let pending = cache.get(id);\n  if (!pending) {\n    ${filling}\n  }\n  return pending;\n}\n${rest}`;

const said = [
  'When `db.find` (line 5) fails once, `cache` keeps the failed promise: every later call with the same `id` fails the same way.',
];

test('a promise kept in a Map keeps its failure', () => {
  assert.deepEqual(sentences(keptFailure, load('pending = db.find(id); cache.set(id, pending);')), said);
  assert.deepEqual(sentences(keptFailure, load('pending = db.find(id).then(toOrder); cache.set(id, pending);')).length, 1);
  const inClass =
    'class Orders {\n  private known = new Map<string, Promise<Order>>();\n  load(id: string) {\n    const found = this.known.get(id) ?? this.api.load(id);\n    this.known.set(id, this.api.load(id));\n    return found;\n  }\n}';
  assert.deepEqual(sentences(keptFailure, inClass, 'Orders.load'), [
    'When `this.api.load` (line 5) fails once, `this.known` keeps the failed promise: every later call with the same `id` fails the same way.',
  ]);
});

test('the type of the Map decides where types are known', () => {
  const typed = `interface Order { id: string }\ndeclare const db: { find(id: string): Promise<Order> };\nconst cache = new Map<string, Promise<Order>>();\nexport function load(id: string) {\n  const pending = db.find(id);\n  cache.set(id, pending);\n  return pending;\n}`;
  assert.deepEqual(typedSentences(keptFailure, createDocumentCache(), typed, 'load').length, 1);
  const values = typed.replace('Map<string, Promise<Order>>', 'Map<string, unknown>');
  assert.deepEqual(typedSentences(keptFailure, createDocumentCache(), values, 'load'), []);
});

test('a value, a handled failure, a Map of the call itself or one that is emptied keeps no failure', () => {
  assert.deepEqual(sentences(keptFailure, load('pending = await db.find(id); cache.set(id, pending);')), []);
  assert.deepEqual(sentences(keptFailure, load('pending = db.find(id).catch(() => undefined); cache.set(id, pending);')), []);
  assert.deepEqual(
    sentences(keptFailure, load('pending = db.find(id); cache.set(id, pending); pending.catch(() => cache.delete(id));')),
    [],
  );
  assert.deepEqual(
    sentences(keptFailure, load('pending = db.find(id); cache.set(id, pending);', 'export function reset() { cache.clear(); }')),
    [],
  );
  assert.deepEqual(sentences(keptFailure, load('pending = db.find(id); cache.set(id, pending);').replace('Promise<Order>', 'Order')), []);
  const local = 'function f(id) {\n  const cache = new Map<string, Promise<Order>>();\n  cache.set(id, db.find(id));\n  return cache;\n}';
  assert.deepEqual(sentences(keptFailure, local), []);
});

test('work that catches all of its failures leaves none to be kept', () => {
  const text = (body: string): string => `const known = new Map<string, Promise<boolean>>();
function supports(url) {
  const cached = known.get(url);
  if (cached) return cached;
  const asked = (async () => { ${body} })();
  known.set(url, asked);
  return asked;
}`;
  assert.deepEqual(sentences(keptFailure, text('try { return (await probe(url)).ok; } catch { return false; }'), 'supports'), []);
  assert.deepEqual(sentences(keptFailure, text('return (await probe(url)).ok;'), 'supports'), [
    'When the call on line 5 fails once, `known` keeps the failed promise: every later call with the same `url` fails the same way.',
  ]);
});
