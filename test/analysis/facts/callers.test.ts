import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callers } from '../../../src/analysis/facts/callers.ts';
import type { CallSite, Reliance } from '../../../src/analysis/sourceText.ts';
import { sentences } from '../unitIn.ts';

function site(caller: string, path: string, line: number, ...reliance: readonly Reliance[]): CallSite {
  return { file: `/repo/${path}`, path, lines: [line, line], caller, arguments: [], reliance, inTest: path.includes('test') };
}

const find = 'async function find(id: string): Promise<User | undefined> { return users.get(id); }';

test('a caller who drops what others use is named', () => {
  const sites = [site('warm', 'src/warm.ts', 4, 'ignores the result'), site('show', 'src/show.ts', 9, 'uses the result')];
  assert.deepEqual(sentences(callers, find, 'find', sites), ['`warm` (src/warm.ts:4) ignores what this returns; other callers use it.']);
});

test('a caller who catches is told from those who do not', () => {
  const sites = [site('retry', 'src/retry.ts', 4, 'catches its failure'), site('show', 'src/show.ts', 9, 'uses the result')];
  assert.equal(
    sentences(callers, find, 'find', sites)[0],
    '`retry` (src/retry.ts:4) catches its failure where it calls this; one other call has no `catch` of its own.',
  );
});

test('callers that test for absence and those that do not are told apart', () => {
  const sites = [site('show', 'src/show.ts', 9, 'tests it for absence'), site('mail', 'src/mail.ts', 2, 'uses the result')];
  assert.equal(sentences(callers, find, 'find', sites)[0], '`show` (src/show.ts:9) tests the result for absence; not every caller does.');
});

test('a negated boolean is no test for absence', () => {
  const sites = [site('show', 'src/show.ts', 9, 'tests it for absence'), site('mail', 'src/mail.ts', 2, 'uses the result')];
  assert.deepEqual(sentences(callers, 'function isOpen(cart: Cart): boolean { return cart.open; }', 'isOpen', sites), []);
});

test('neither tests nor recursion count as callers, and absence of callers is never claimed', () => {
  assert.deepEqual(
    sentences(callers, find, 'find', [site('find', 'cart.ts', 1, 'returns it on'), site('-', 'test/find.test.ts', 3, 'awaits it')]),
    [],
  );
  assert.deepEqual(sentences(callers, find, 'find', []), []);
});

test('of a unit that returns nothing nobody ignores the result', () => {
  const sites = [site('retry', 'src/retry.ts', 4, 'awaits it', 'ignores the result'), site('race', 'src/race.ts', 9, 'uses the result')];
  const said = (text: string): readonly string[] =>
    sentences(callers, text, undefined, sites).filter((sentence) => sentence.includes('ignores'));
  assert.deepEqual(said('export const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));'), []);
  assert.deepEqual(said('export function stop() { return timer.stop(); }'), []);
});

test('an error that passes through a caller is named only where the unit surely throws at once', () => {
  const sites = [site('checkout', 'src/checkout.ts', 9, 'uses the result')];
  const said = (type: string): readonly string[] =>
    sentences(callers, `function total(cart)${type} {\n  if (!cart) throw new RangeError('cart');\n  return cart.sum;\n}`, 'total', sites);
  const setUp = sites.map((each) => ({ ...each, later: true as const }));
  assert.deepEqual(
    sentences(
      callers,
      `function total(cart): number {\n  if (!cart) throw new RangeError('cart');\n  return cart.sum;\n}`,
      'total',
      setUp,
    ).filter((sentence) => sentence.includes('outside any')),
    [],
    'what a caller only sets up throws at somebody else',
  );
  assert.deepEqual(said(': number'), [
    '`checkout` (src/checkout.ts:9) calls this outside any `try`: the `RangeError` from line 2 goes through it.',
  ]);
  assert.deepEqual(said(''), []);
});

test('where callers are and how many is not told, nor what most of them leave lying', () => {
  const sites = Array.from({ length: 6 }, (_, index) => site('use', `src/use${String(index % 3)}.ts`, index + 1, 'uses the result'));
  assert.deepEqual(sentences(callers, find, 'find', sites), []);
  const dropping = sites.map((each, index) => (index < 4 ? site('warm', each.path, index + 1, 'ignores the result') : each));
  assert.deepEqual(sentences(callers, find, 'find', dropping), []);
});

test('a caller without a name is told by its place, and nobody catches what cannot fail', () => {
  const { caller: _, ...nameless } = site('-', 'src/input.ts', 7, 'ignores the result');
  const used = site('show', 'src/show.ts', 9, 'uses the result');
  assert.deepEqual(sentences(callers, find, 'find', [nameless, used]), [
    'Code at src/input.ts:7 ignores what this returns; other callers use it.',
  ]);
  const catching = site('show', 'src/show.ts', 9, 'catches its failure');
  assert.deepEqual(sentences(callers, 'function size(list: string[]): number { return list.length; }', 'size', [catching]), []);
});

test('what a caller makes of the answer is told: a way out, a loop, the members it reads', () => {
  const used = site('show', 'src/show.ts', 9, 'uses the result');
  assert.deepEqual(sentences(callers, find, 'find', [{ ...used, decides: { when: 'falsy', exit: 'throws' } }]), [
    '`show` (src/show.ts:9) throws where this resolves to a falsy answer.',
  ]);
  const atOnce = 'function find(id) { return users[id]; }';
  assert.deepEqual(sentences(callers, atOnce, 'find', [{ ...used, decides: { when: 'falsy', exit: 'throws' } }]), [
    '`show` (src/show.ts:9) throws where this gives a falsy answer.',
  ]);
  assert.deepEqual(sentences(callers, find, 'find', [{ ...used, reliance: ['awaits it', 'uses the result'], inLoop: true }]), [
    '`show` (src/show.ts:9) calls this in a loop and waits for it each time.',
  ]);
  const looping = 'let all = 0;\nconst known = load();\nfunction sum(rows) { for (const row of known) all += row; return all; }';
  assert.deepEqual(sentences(callers, looping, 'sum', [{ ...used, inLoop: true }]), [
    '`show` (src/show.ts:9) calls this in a loop, and line 3 loops again: the work multiplies.',
  ]);
  const overOwn = 'function sum(rows) { let all = 0; for (const row of rows.own) all += row; return all; }';
  assert.deepEqual(sentences(callers, overOwn, 'sum', [{ ...used, inLoop: true }]), [], 'as long as what it is handed');
  const mail = { ...site('mail', 'src/mail.ts', 2, 'uses the result'), reads: ['name'] };
  assert.deepEqual(sentences(callers, find, 'find', [{ ...used, reads: ['name', 'age'] }, mail]), [
    '`show` (src/show.ts:9) and another caller read `name` and `age` of the result, and nothing else.',
  ]);
  assert.deepEqual(sentences(callers, find, 'find', [{ ...used, reads: ['length'] }]), []);
});
