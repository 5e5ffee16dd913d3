import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numericEdges } from '../../../src/analysis/facts/numericEdges.ts';
import { sentences } from '../unitIn.ts';

test('a division by the length of an empty list is named', () => {
  assert.deepEqual(sentences(numericEdges, 'function mean(prices) { return sum(prices) / prices.length; }'), [
    'When `prices` is empty, this divides by 0 and gives `NaN` or `Infinity`.',
  ]);
  assert.deepEqual(sentences(numericEdges, 'function mean(prices) { return prices.length ? sum(prices) / prices.length : 0; }'), []);
});

test('a cut at a place that was not found is named', () => {
  assert.deepEqual(sentences(numericEdges, "function user(mail) { return mail.slice(0, mail.indexOf('@')); }"), [
    'Where `indexOf` finds nothing it gives -1, and `slice` stops before the last one.',
  ]);
  assert.deepEqual(sentences(numericEdges, 'function drop(list, item) {\n  const at = list.indexOf(item);\n  list.splice(at, 1);\n}'), [
    'Where `indexOf` finds nothing it gives -1, and `splice` (line 3) takes away the last element.',
  ]);
  assert.deepEqual(
    sentences(numericEdges, 'function drop(list, item) { const at = list.indexOf(item); if (at >= 0) list.splice(at, 1); }'),
    [],
  );
});
