import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startsLate } from '../../../src/analysis/facts/startsLate.ts';
import { sentences } from '../unitIn.ts';

test('a check that a generator makes only later is named', () => {
  assert.deepEqual(sentences(startsLate, 'function* pages(first) {\n  if (!first) throw new RangeError();\n  yield* load(first);\n}'), [
    'Calling this runs nothing: the `throw` on line 2 comes only when somebody asks for the first value.',
  ]);
  assert.deepEqual(sentences(startsLate, 'function* pages(first) { yield first; }'), []);
});

test('an error that is thrown where a rejection is expected is named', () => {
  const text = (keyword: string): string =>
    `${keyword}function load(id): Promise<User> {\n  if (!id) throw new RangeError('id');\n  return fetchUser(id);\n}`;
  assert.deepEqual(sentences(startsLate, text('')), [
    'Throws at once instead of rejecting: a `.catch` on the result never sees the error of line 2.',
  ]);
  assert.deepEqual(sentences(startsLate, text('async ')), []);
});

test('an effect that a generator has only later is named', () => {
  assert.deepEqual(sentences(startsLate, 'function* lines(file) {\n  file.lock();\n  yield file.next();\n}'), [
    'Calling this runs nothing: `file.lock` (line 2) runs only when the first value is asked for.',
  ]);
});
