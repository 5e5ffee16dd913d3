import assert from 'node:assert/strict';
import { test } from 'node:test';
import { giveaway } from '../../../src/exercises/gates/cueRules.ts';

test('the key may not stand out as the longest or the shortest option', () => {
  assert.equal(giveaway(['abcdefghijklmno', 'abcdefghij', 'abcdefghik'], 0), 'the key is the longest option');
  assert.equal(giveaway(['abcdefghij', 'abcdefghijklmno', 'abcdefghijklmnp'], 0), 'the key is the shortest option');
  assert.equal(giveaway(['abcdefghijk', 'abcdefghij', 'abcdefghil'], 0), undefined);
});

test('code marks do not count as length, and options that read the same are refused', () => {
  assert.equal(giveaway(['`abc`', 'abd', 'abe'], 0), undefined);
  assert.equal(giveaway(['`abc`', 'abc', 'abe'], 0), 'two options read the same');
});

test('options of very different length are refused', () => {
  assert.equal(giveaway(['aaaaaaaa', 'bbbbb', 'ccccccccc'], 0), 'the options differ too much in length');
});

test('"none of the above" is refused', () => {
  assert.equal(giveaway(['It runs twice.', 'It runs once...', 'None of the above'], 1), 'an option speaks about the other options');
});
