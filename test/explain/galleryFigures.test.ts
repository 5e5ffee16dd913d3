import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overlapWithOneLine } from '../e2e/gallery/galleryFigures.ts';

const code = `function total(items, rate) {
  const known = items.filter(isKnown);
  if (known.length === 0) return 0;
  return sum(known) * rate;
}`;

test('a sentence that one line says as well counts as a paraphrase, whatever its words for syntax', () => {
  assert.ok(overlapWithOneLine('It returns `0` when `known.length` is `0`.', code) >= 0.8);
  assert.ok(overlapWithOneLine('Calls `items.filter` with `isKnown` and sets `known`.', code) >= 0.8);
});

test('a sentence that says what no line says does not', () => {
  assert.ok(overlapWithOneLine('`checkout` (src/checkout.ts:12) ignores what this returns.', code) < 0.8);
  assert.ok(overlapWithOneLine('A `rate` of `undefined` makes every answer `NaN`.', code) < 0.8);
});
