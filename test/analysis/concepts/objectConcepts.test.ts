import assert from 'node:assert/strict';
import { test } from 'node:test';
import { objectConcepts } from '../../../src/analysis/concepts/objectConcepts.ts';
import { caseProblems, familyProblems } from './conceptCase.ts';
import type { ConceptCase } from './conceptCase.ts';

const cases: readonly ConceptCase[] = [
  {
    id: 'shallow-spread',
    typed: true,
    shows: 'interface Cart { id: string; tags: string[] }\nfunction renamed(cart: Cart, id: string): Cart { return { ...cart, id }; }',
    why: 'One level is copied: `tags` in the copy is the same object as in `cart`.',
    near: 'interface Cart { id: string; tags: string[] }\nfunction renamed(cart: Cart, id: string): Cart { return { ...cart, id, tags: [...cart.tags] }; }',
  },
  {
    id: 'spread-order',
    typed: true,
    shows: 'interface Options { retries?: number; url: string }\nfunction merged(options: Options) { return { retries: 3, ...options }; }',
    why: '`retries` in `options` replaces the one before it, also when it is there but `undefined`.',
    near: 'interface Options { retries?: number; url: string }\nfunction merged(options: Options) { return { depth: 3, ...options }; }',
  },
  {
    id: 'param-mutation',
    shows: 'function applyDefaults(config) {\n  config.retries = 3;\n  return config;\n}',
    why: 'The caller sees it: line 2 changes `config.retries` in the very object that was handed in.',
    near: 'function applyDefaults(config) { const own = { ...config }; own.retries = 3; return own; }',
  },
  {
    id: 'param-mutation',
    shows: 'function close(session) {\n  session.open = false;\n}',
    why: 'The caller sees it: line 2 changes `session.open` in the very object that was handed in.',
    near: 'function retry(job, options = {}) { options = { ...options }; options.retries ??= 10; return run(job, options); }',
  },
  {
    id: 'inplace-sort',
    typed: true,
    shows: 'function cheapest(prices: number[]) { return prices.sort((a, b) => a - b)[0]; }',
    why: '`sort` works in place: everyone who holds `prices` sees the change.',
    near: 'function cheapest(prices: number[]) { return [...prices].sort((a, b) => a - b)[0]; }',
  },
  {
    id: 'default-sort',
    typed: true,
    shows:
      'function ranked(scores: number[]) { return [...scores].sort(); }\nfunction plain(scores: number[]) { const copy = [...scores]; return copy.sort(); }',
    why: 'Without a comparator the list is sorted as text: 10 comes before 9.',
    near: 'function ranked(names: string[]) { return [...names].sort(); }',
  },
  {
    id: 'reduce-no-init',
    shows: 'function longest(names) { return names.reduce((best, name) => (name.length > best.length ? name : best)); }',
    why: 'Without a first value, `reduce` throws a `TypeError` when `names` is empty.',
    near: "function longest(names) { return names.reduce((best, name) => (name.length > best.length ? name : best), ''); }",
  },
  {
    id: 'find-undefined',
    shows: 'function ownerOf(users, id) { return users.find((user) => user.id === id).name; }',
    why: 'Where nothing in `users` fits, this is `undefined`, and the code goes on with it.',
    near: 'function ownerOf(users, id) { return users.find((user) => user.id === id)?.name; }',
  },
  {
    id: 'map-set-identity',
    typed: true,
    shows: 'interface Point { x: number }\nfunction seen(visited: Set<Point>, point: Point) { return visited.has(point); }',
    why: '`visited` finds `point` only as the very same object: an equal one, or a copy, counts as another.',
    near: 'function seen(visited: Set<string>, point: string) { return visited.has(point); }',
  },
  {
    id: 'delete-vs-undefined',
    shows: 'function forget(session) { delete session.token; return session; }',
    why: '`session.token` is gone, not `undefined`: `in`, `Object.keys` and a spread tell the two apart.',
    near: 'function forget(session) { session.token = undefined; return session; }',
  },
  {
    id: 'object-key-order',
    typed: true,
    shows: 'function ids(byId: Record<number, string>) { return Object.keys(byId); }',
    why: 'Keys that are whole numbers come first and by size, whatever the order in which `byId` was filled.',
    near: 'function ids(byName: Record<string, string>) { return Object.keys(byName); }',
  },
  {
    id: 'json-roundtrip',
    shows: 'function copy(order) { return JSON.parse(JSON.stringify(order)); }',
    why: 'The copy of `order` loses `undefined`, functions, `Map` and `Set` contents, and turns a `Date` into text.',
    near: 'function copy(order) { return structuredClone(order); }',
  },
  {
    id: 'iterator-once',
    shows: 'function words(text) { const found = text.matchAll(pattern); log([...found].length); return [...found]; }',
    why: '`found` can be gone through once: a second pass finds nothing.',
    near: 'function words(text) { const found = [...text.matchAll(pattern)]; log(found.length); return found; }',
  },
  {
    id: 'index-access',
    typed: true,
    shows:
      'interface Handler { run(): void }\nfunction dispatch(handlers: Record<string, Handler>, name: string) { handlers[name].run(); }',
    why: 'For a key that is not in `handlers`, this is `undefined` at run time, and what follows throws.',
    near: 'interface Handler { run(): void }\nfunction dispatch(handlers: Record<string, Handler>, name: string) { handlers[name]?.run(); }',
  },
];

for (const each of cases) {
  test(`${each.id}: ${each.why}`, () => assert.deepEqual(caseProblems(each), []));
}

test('every concept of the family has a case of its own', () => assert.deepEqual(familyProblems(objectConcepts, cases), []));
