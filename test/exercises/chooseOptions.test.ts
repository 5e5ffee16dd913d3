import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseDistractors } from '../../src/exercises/chooseOptions.ts';
import type { DraftOption } from '../../src/exercises/kinds/exerciseKind.ts';

function option(text: string): DraftOption {
  const run = { observation: { effects: [], settlement: { kind: 'returns', value: text } }, executedLines: [], boundaryCalls: [] } as const;
  return { text, happensWhen: '', reason: '', shownBy: { scenario: { id: 's', title: '', values: [], assumptions: [] }, edits: [], run } };
}

test('distractors are chosen so that the key is neither the longest nor the shortest', () => {
  const chosen = chooseDistractors(option('abcdef'), ['abcde', 'abcdX', 'abcdefg'].map(option), () => true);
  assert.deepEqual(
    chosen?.map((one) => one.text),
    ['abcde', 'abcdX', 'abcdefg'],
  );
  assert.equal(
    chooseDistractors(option('abcdefghijklmno'), ['abcdefghij', 'abcdefghik', 'abcdefghil'].map(option), () => true),
    undefined,
  );
});

test('a distractor that reads like another one counts once', () => {
  assert.equal(
    chooseDistractors(option('same a'), ['same b', 'same b', 'same b'].map(option), () => true),
    undefined,
  );
});

test('a choice that a later gate refuses is not taken', () => {
  const chosen = chooseDistractors(option('same a'), ['same b', 'same c', 'same d'].map(option), (options) =>
    options.every((one) => one.text !== 'same b'),
  );
  assert.deepEqual(
    chosen?.map((one) => one.text),
    ['same c', 'same d'],
  );
});
