import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextUnit } from '../../src/editor/nextUnit.ts';

const units = [
  { uri: 'a', line: 30 },
  { uri: 'a', line: 5 },
  { uri: 'b', line: 8 },
  { uri: 'c', line: 2 },
];

test('the next unit of the same file comes first', () => {
  assert.deepEqual(nextUnit(units, { uri: 'a', line: 5 }), { uri: 'a', line: 30 });
});

test('after the last unit of a file comes the next file, and after the last file the first', () => {
  assert.deepEqual(nextUnit(units, { uri: 'a', line: 30 }), { uri: 'b', line: 8 });
  assert.deepEqual(nextUnit(units, { uri: 'c', line: 2 }), { uri: 'a', line: 30 });
});

test('from a file without units the list starts at its beginning', () => {
  assert.deepEqual(nextUnit(units, { uri: 'z', line: 1 }), { uri: 'a', line: 30 });
  assert.deepEqual(nextUnit(units, undefined), { uri: 'a', line: 30 });
});

test('with one file left it goes round', () => {
  assert.deepEqual(nextUnit(units.slice(0, 2), { uri: 'a', line: 31 }), { uri: 'a', line: 5 });
});

test('the only unit, under the caret, is no next one', () => {
  assert.equal(nextUnit([{ uri: 'a', line: 5 }], { uri: 'a', line: 5 }), undefined);
  assert.equal(nextUnit([], undefined), undefined);
});
