import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeConcepts } from '../../../src/analysis/concepts/typeConcepts.ts';
import { caseProblems, familyProblems } from './conceptCase.ts';
import type { ConceptCase } from './conceptCase.ts';

const shapes = "type Shape = { kind: 'circle'; radius: number } | { kind: 'square'; side: number };\n";

const cases: readonly ConceptCase[] = [
  {
    id: 'discriminated-union',
    typed: true,
    shows: `${shapes}function area(shape: Shape) { if (shape.kind === 'circle') return shape.radius; return shape.side; }`,
    why: '`kind` decides what else `shape` has: past this test only the members of that variant are there.',
    near: "interface Row { kind: string }\nfunction area(row: Row) { if (row.kind === 'circle') return 1; return 2; }",
  },
  {
    id: 'exhaustive-never',
    typed: true,
    shows: `${shapes}function area(shape: Shape) { switch (shape.kind) { case 'circle': return 1; case 'square': return 2; default: { const left: never = shape; return left; } } }`,
    why: 'A new variant of `shape` breaks the build on this line; at run time nothing is checked.',
    near: `${shapes}function area(shape: Shape) { switch (shape.kind) { case 'circle': return 1; default: return 2; } }`,
  },
  {
    id: 'exhaustive-never',
    typed: true,
    shows: `${shapes}declare function assertNever(value: never): never;\nfunction area(shape: Shape) { switch (shape.kind) { case 'circle': return 1; case 'square': return 2; default: return assertNever(shape); } }`,
    why: 'A new variant of `shape` breaks the build at `assertNever`, before it could get here.',
    near: 'declare function emit(value: unknown): void;\nfunction all(list: never[]) { const [first] = list; emit(first); }',
  },
  {
    id: 'type-predicate',
    shows: "function isOrder(value: unknown): value is Order { return typeof value === 'object'; }",
    why: 'Wherever this says `true`, callers may treat `value` as `Order`: the compiler takes its word.',
    near: "function isOrder(value: unknown): boolean { return typeof value === 'object'; }",
  },
  {
    id: 'type-assertion',
    shows: 'function orderOf(event) { return event.detail as Order; }',
    why: '`event.detail` is not checked: it counts as `Order` from here on, whatever it is.',
    near: "function orderOf(event) { return { kind: 'order' as const, detail: event.detail as unknown }; }",
  },
  {
    id: 'any-leak',
    shows: 'function total(cart: any) { return cart.items.length; }',
    why: 'Nothing that is done with `cart` is checked: `any` spreads to all that is taken from it.',
    near: 'function total(cart: unknown) { return String(cart); }',
  },
  {
    id: 'json-parse-trust',
    shows: "function settings(): Settings { return JSON.parse(localStorage.getItem('settings')) as Settings; }",
    why: 'Nothing checks that the text holds `Settings`: whatever was stored or sent goes on under that name.',
    near: "function settings() { const value: unknown = JSON.parse(localStorage.getItem('settings')); return check(value); }",
  },
  {
    id: 'readonly-shallow',
    shows: 'function total(prices: readonly number[]) { return prices.length; }',
    why: '`readonly` binds this code and one level only: whoever handed `prices` over can still change it.',
    near: 'function total(prices: number[]) { return prices.length; }',
  },
  {
    id: 'enum-reverse',
    typed: true,
    shows: 'enum Level { Low, High }\nfunction levels() { return Object.values(Level); }',
    why: '`Level` is numeric, so the object holds each name and each number: both ways round.',
    near: "enum Level { Low = 'low', High = 'high' }\nfunction levels() { return Object.values(Level); }",
  },
  {
    id: 'structural-typing',
    typed: true,
    shows:
      'interface Named { name: string }\nclass User { name = ""; password = ""; }\ndeclare function show(named: Named): void;\nfunction greet(user: User) { show(user); }',
    why: '`user` fits `Named` by its members alone, and its `password` goes along unseen.',
    near: 'interface Named { name: string }\nclass User { name = ""; }\ndeclare function show(named: Named): void;\nfunction greet(user: User) { show(user); }',
  },
  {
    id: 'excess-property',
    typed: true,
    shows:
      'interface Options { url: string; retry?: number }\ndeclare function load(options: Options): void;\nfunction start() {\n  const options = { url: "/", retires: 3 };\n  load(options);\n}',
    why: "`retires` in `options` (line 4) is not in the parameter's type; only a literal on the spot would be told.",
    near: 'interface Options { url: string; retry?: number }\ndeclare function load(options: Options): void;\nfunction start() { const options = { url: "/", retry: 3 }; load(options); }',
  },
  {
    id: 'generic-inference',
    typed: true,
    shows: 'function count(words: string[]) { const seen = new Map(); for (const word of words) seen.set(word, 1); return seen; }',
    why: '`seen` is `Map<any, any>`: what it holds is not told here, and no later use tells it.',
    near: 'function count(words: string[]) { const seen = new Map<string, number>(); for (const word of words) seen.set(word, 1); return seen; }',
  },
];

for (const each of cases) {
  test(`${each.id}: ${each.why}`, () => assert.deepEqual(caseProblems(each), []));
}

test('every concept of the family has a case of its own', () => assert.deepEqual(familyProblems(typeConcepts, cases), []));
