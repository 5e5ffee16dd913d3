import assert from 'node:assert/strict';
import { test } from 'node:test';
import { valueConcepts } from '../../../src/analysis/concepts/valueConcepts.ts';
import { caseProblems, familyProblems } from './conceptCase.ts';
import type { ConceptCase } from './conceptCase.ts';

const cases: readonly ConceptCase[] = [
  {
    id: 'nullish-vs-or',
    typed: true,
    shows: 'function limit(options: { limit?: number }) { return options.limit || 20; }',
    why: 'A `0` in `options.limit` is replaced too: `||` asks for truth, `??` would ask for presence.',
    near: 'function handler(options: { run?: () => void }) { return options.run || (() => {}); }',
  },
  {
    id: 'nullish-vs-or',
    typed: true,
    shows: "function unit(text: string) { const unit = text.trim(); return unit || 'ms'; }",
    why: "A `''` in `unit` is replaced too: `||` asks for truth, `??` would ask for presence.",
    near: "function unit(text: string) { const match = /^\\d+ *(\\w+)?$/.exec(text)!; return match[1] || 'ms'; }",
  },
  {
    id: 'nullish-vs-or',
    typed: true,
    shows: 'function wait(ms: number) { return ms || 250; }',
    why: 'A `0` in `ms` is replaced too: `||` asks for truth, `??` would ask for presence.',
    near: 'function wait(ms: string) { return Number(ms) || 0; }',
  },
  {
    id: 'optional-chain-stop',
    shows: 'function cityOf(user) { return user?.address.city.toUpperCase(); }',
    why: 'When `user` is absent, the whole of `user?.address.city.toUpperCase()` is skipped and gives `undefined`.',
    near: 'function cityOf(user) { return user?.city; }',
  },
  {
    id: 'optional-call-args',
    shows: 'function tell(listener, order) { listener?.(render(order)); }',
    why: '`render` does not run when `listener` is absent.',
    near: 'function tell(listener, order) { listener?.(order); }',
  },
  {
    id: 'default-param-null',
    shows: 'function list(query: Query | null = {}) { return client.get(query); }',
    why: 'A `null` for `query` stays `null`: `{}` stands in only for `undefined`.',
    near: 'function list(query: Query = {}) { return client.get(query); }',
  },
  {
    id: 'destructure-default',
    typed: true,
    shows: 'function page({ size = 20 }: { size?: number | null }) { return size; }',
    why: 'A `null` in `size` stays `null`: `20` stands in only for `undefined` and for a missing member.',
    near: 'function page({ size = 20 }: { size?: number }) { return size; }',
  },
  {
    id: 'logical-assign',
    shows: 'function config(options) { options.cache ??= createCache(); return options; }',
    why: '`createCache()` is evaluated and assigned only when `options.cache` is `null` or `undefined`.',
    near: 'function config(options) { options.cache = createCache(); return options; }',
  },
  {
    id: 'logical-assign',
    shows: 'function config(options) { options.retries ??= 10; return options; }',
    why: "A `null` in `options.retries` becomes `10` too; `0`, `''` and `false` stay.",
    near: 'function config(options) { options.retries = options.retries === undefined ? 10 : options.retries; return options; }',
  },
  {
    id: 'loose-equality',
    shows: 'function same(a, b) { return a.id == b.id; }',
    why: "Where `a.id` and `b.id` are of different types, they are converted first: `0 == ''` is true.",
    near: 'function missing(a) { return a == null || typeof a == "string"; }',
  },
  {
    id: 'loose-equality',
    typed: true,
    shows: 'function same(a: string | number, b: number) { return a == b; }',
    why: "Where `a` and `b` are of different types, they are converted first: `0 == ''` is true.",
    near: 'function isBreak(node: { nodeName: string }) { return node.nodeName == "BR"; }',
  },
  {
    id: 'loose-equality',
    typed: true,
    shows: 'function same(a: { id: string }, b: unknown) { return a == b; }',
    why: "Where `a` and `b` are of different types, they are converted first: `0 == ''` is true.",
    near: 'interface Node { parent: Node | null }\nfunction siblings(a: Node, b: Node) { return a.parent == b.parent; }',
  },
  {
    id: 'nan-compare',
    shows: 'function amount(text) { const value = Number(text); if (Number.isNaN(value)) return 0; return value; }',
    why: '`NaN` equals nothing, not even itself: `===` would never find it in `value`, `isNaN` does.',
    near: 'function amount(text) { const value = Number(text); if (value === 0) return 1; return value; }',
  },
  {
    id: 'float-money',
    shows: 'function gross(item, rate) { return item.price * (1 + rate); }',
    why: '`item.price` is computed in binary fractions: `0.1 + 0.2` is not `0.3`, and sums drift by fractions of a cent.',
    near: 'function gross(item, rate) { return Math.round(item.priceCents * (1 + rate)); }',
  },
  {
    id: 'parseint-map',
    shows: 'function ids(texts) { return texts.map(parseInt); }',
    why: '`map` hands the index on as the radix: `["1", "2", "3"]` becomes `[1, NaN, NaN]`.',
    near: 'function ids(texts) { return texts.map(Number); }',
  },
  {
    id: 'parseint-map',
    shows: 'function width(text) { return parseInt(text, 10); }',
    why: '`text` may begin with a number and go on with anything: `12px` gives 12.',
    near: 'function seconds(text) { if (!/^[0-9]+$/.test(text)) return 0; return parseInt(text, 10); }',
  },
  {
    id: 'date-month-zone',
    shows: 'function due(year, month) { return new Date(year, month, 1); }',
    why: 'Months count from 0 here: 1 in `month` is February.',
    near: 'function due(timestamp) { return new Date(timestamp); }',
  },
  {
    id: 'regex-lastindex',
    shows: 'const word = /\\w+/g;\nfunction hasWord(text) { return word.test(text); }',
    why: '`word` (line 1) remembers where it stopped: the next call starts there, also with another text.',
    near: 'const word = /\\w+/;\nfunction hasWord(text) { return word.test(text); }',
  },
  {
    id: 'regex-anchor',
    shows: 'function isValidZip(text) { return /\\d{5}/.test(text); }',
    why: 'Without `^` and `$` a part that matches is enough, whatever stands around it.',
    near: 'function isValidZip(text) { return /^\\d{5}$/.test(text); }',
  },
  {
    id: 'env-string',
    shows: 'function verbose() { if (process.env.VERBOSE) return true; return false; }',
    why: '`process.env.VERBOSE` is text: `"false"` and `"0"` count as true, only the empty text does not.',
    near: 'function verbose() { return process.env.VERBOSE === "1"; }',
  },
];

for (const each of cases) {
  test(`${each.id}: ${each.why}`, () => assert.deepEqual(caseProblems(each), []));
}

test('every concept of the family has a case of its own', () => assert.deepEqual(familyProblems(valueConcepts, cases), []));
