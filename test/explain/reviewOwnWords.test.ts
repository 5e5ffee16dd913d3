import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reviewOwnWords } from '../../src/explain/reviewOwnWords.ts';
import type { Sentence } from '../../src/terms/explanation.ts';
import type { Fact } from '../../src/terms/fact.ts';
import { contentId } from '../../src/terms/ids.ts';
import type { UnitKey } from '../../src/terms/ids.ts';

const proved: readonly Sentence[] = [
  'If `store.save` fails, `store.unlock` on line 9 is never reached: `store` is not released.',
  '`sort` reorders the caller’s own `items`: whoever passed it sees the new order.',
  'Callers never learn that `notify` failed: the error is logged and the code goes on.',
].map((text) => ({ text, lines: [[9, 9]] }));
const facts: readonly Fact[] = [
  { id: 'o', kind: 'outside-changes', text: proved[1]?.text ?? '', lines: [[9, 9]], basis: 'types', surprise: 0.8, reach: 'here' },
];

function review(text: string) {
  const { covered, missed, contradicted } = reviewOwnWords({ unitKey: contentId<UnitKey>('u'), proved, facts, text });
  assert.deepEqual(
    [...covered, ...missed].toSorted((left, right) => left - right),
    [0, 1, 2],
  );
  return { covered, contradicted };
}

test('nothing written touches on nothing', () => {
  assert.deepEqual(review('').covered, []);
  assert.deepEqual(review('It is a function that does some things with the data and returns a result.').covered, []);
});

test('a fact in other words counts: a synonym, another form, a name taken apart', () => {
  assert.deepEqual(review('When saving to the store throws, unlock is skipped and the store never gets freed.').covered, [0]);
  assert.deepEqual(review('Sorting changes the order of the items the caller passed in.').covered, [1]);
  assert.deepEqual(review('A notify error is just logged, the caller hears nothing and it goes on.').covered, [2]);
});

test('naming something is not enough: what happens to it must be said as well', () => {
  assert.deepEqual(review('There is a store here, and notify too.').covered, []);
});

test('what a proven fact contradicts in so many words is said apart', () => {
  const { contradicted } = review('It sorts a copy. It does not change its input.');
  assert.deepEqual(contradicted, [{ text: 'It does not change its input.', why: proved[1]?.text }]);
});
