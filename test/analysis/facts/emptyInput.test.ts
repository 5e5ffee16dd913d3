import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { emptyInput } from '../../../src/analysis/facts/emptyInput.ts';
import { sentences, typedSentences } from '../unitIn.ts';

const cache = createDocumentCache();

test('the largest of nothing is named', () => {
  assert.deepEqual(sentences(emptyInput, 'function top(prices) { return Math.max(...prices); }'), [
    'When `prices` is empty, `Math.max` gives `-Infinity`, not 0.',
  ]);
});

test('a reduce without a start and a sort of numbers as text need types', () => {
  const text = 'export function f(xs: number[]) { xs.sort(); return xs.reduce((a, b) => a + b); }';
  assert.deepEqual(typedSentences(emptyInput, cache, text), [
    'Sorts the numbers as text: 10 comes before 9.',
    'Throws a `TypeError` when `xs` is empty: this `reduce` has no initial value.',
  ]);
  assert.deepEqual(sentences(emptyInput, text), []);
});

test('a length that is looked at, a start value, and a list made here stay unmentioned', () => {
  assert.deepEqual(sentences(emptyInput, 'function f(xs) { return xs.length ? Math.max(...xs) : 0; }'), []);
  assert.deepEqual(sentences(emptyInput, 'function f(xs) { return Math.max(0, ...xs); }'), []);
  assert.deepEqual(sentences(emptyInput, "function f(text) { const lines = text.split('a'); return Math.max(...lines); }"), []);
  assert.deepEqual(
    typedSentences(emptyInput, cache, 'export function f(xs: string[]) { xs.sort(); return xs.reduce((a, b) => a + b, ""); }'),
    [],
  );
});
