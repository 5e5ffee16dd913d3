import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptForEver } from '../../../src/analysis/facts/keptForEver.ts';
import { sentences } from '../unitIn.ts';

const text = (more = ''): string =>
  `class Rates {\n  get() {\n    if (!this.loaded) this.loaded = fetchRates();\n    return this.loaded;\n  }\n  ${more}\n}`;

test('a field that only the first call fills is named', () => {
  assert.deepEqual(sentences(keptForEver, text(), 'Rates.get'), [
    'What the first call puts into `this.loaded` (line 3) is never replaced: a failed attempt would be kept like a good one.',
  ]);
  assert.deepEqual(sentences(keptForEver, 'class A { get() { return (this.map ??= new Map(this.pairs)); } }', 'A.get'), [
    'What the first call puts into `this.map` (line 1) is never replaced: later changes of what it was made from do not show.',
  ]);
});

test('a field that something empties again is no news', () => {
  assert.deepEqual(sentences(keptForEver, text('reset() { this.loaded = undefined; }'), 'Rates.get'), []);
});
