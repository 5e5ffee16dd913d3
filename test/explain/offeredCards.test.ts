import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offeredCards } from '../../src/explain/offeredCards.ts';
import { contentId } from '../../src/terms/ids.ts';
import type { UnitView } from '../../src/terms/documentView.ts';
import type { UnitKey } from '../../src/terms/ids.ts';

function unit(name: string, worth: number, unchecked: boolean): UnitView {
  const at = { line: 1, column: 1 };
  return {
    key: contentId<UnitKey>(name),
    name,
    lines: [1, 4],
    nameAt: { from: at, to: at },
    unchecked,
    card: { headline: name, body: ['A sentence.'], source: 'From static analysis', worth },
  };
}

test('of one file at most three fresh units have a card, those that say most; all keep their marks', () => {
  const shown = offeredCards([unit('a', 0.6, true), unit('b', 0.9, true), unit('c', 0.8, true), unit('d', 0.7, true)]);
  assert.deepEqual(
    shown.map(({ name, card, unchecked }) => [name, card !== undefined, unchecked]),
    [
      ['a', false, true],
      ['b', true, true],
      ['c', true, true],
      ['d', true, true],
    ],
  );
});

test('cards on code that did not just arrive are not counted among them', () => {
  const shown = offeredCards([unit('a', 0.6, false), unit('b', 0.9, true), unit('c', 0.8, true), unit('d', 0.7, true)]);
  assert.ok(shown.every(({ card }) => card !== undefined));
});
