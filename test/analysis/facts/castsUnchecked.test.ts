import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { castsUnchecked } from '../../../src/analysis/facts/castsUnchecked.ts';
import { typedSentences } from '../unitIn.ts';

const cache = createDocumentCache();
const types = 'interface Leaf { text: string }\ninterface Branch { children: readonly (Leaf | Branch)[] }\n';

test('what a cast rules out and the type allows is named', () => {
  const text = `${types}function first(branch: Branch) { return (branch.children[0] as Leaf).text; }`;
  assert.deepEqual(typedSentences(castsUnchecked, cache, text, 'first'), [
    'By its type `branch.children[0]` can also be `Branch`: the cast to `Leaf` checks nothing.',
  ]);
});

test('a tested value, a widening cast, `unknown` and `as const` stay unmentioned', () => {
  const of = (body: string): readonly string[] =>
    typedSentences(castsUnchecked, cache, `${types}function f(node: Leaf | Branch, raw: unknown) { ${body} }`, 'f');
  assert.deepEqual(of("if ('text' in node) { return (node as Leaf).text; } return '';"), []);
  assert.deepEqual(of('return node as Leaf | Branch | undefined;'), []);
  assert.deepEqual(of('return raw as Leaf;'), []);
  assert.deepEqual(of("return ['a'] as const;"), []);
});

test('what a function around a callback asks about, what is handed on though absent, and lists of this and that stay unmentioned', () => {
  const of = (body: string): readonly string[] =>
    typedSentences(
      castsUnchecked,
      cache,
      `${types}function f(node: Leaf | Branch, list: string[] | number[], leaf?: Leaf) { ${body} }`,
      'f',
    );
  assert.deepEqual(of("if ('text' in node) { return [1].map(() => (node as Leaf).text); } return [];"), []);
  assert.deepEqual(of('print(leaf as Leaf);'), []);
  assert.deepEqual(of('return (leaf as Leaf).text;'), ['By its type `leaf` can also be `undefined`: the cast to `Leaf` checks nothing.']);
  assert.deepEqual(of('return (list as string[]).join();'), []);
});

test('a cast that the function called does not need rules nothing out', () => {
  const text = `${types}declare function show(part: Leaf | Branch): void;\nfunction first(branch: Branch) { show(branch.children[0] as Leaf); }`;
  assert.deepEqual(typedSentences(castsUnchecked, cache, text, 'first'), []);
});
