import assert from 'node:assert/strict';
import { test } from 'node:test';
import { argumentsPassed } from '../../../src/analysis/facts/argumentsPassed.ts';
import type { CallSite } from '../../../src/analysis/sourceText.ts';
import { sentences } from '../unitIn.ts';

const sites = (...passed: readonly (readonly string[])[]): readonly CallSite[] =>
  passed.map((found, index) => ({
    file: '/repo/shop.ts',
    path: 'shop.ts',
    lines: [index + 1, index + 1],
    caller: `caller${index}`,
    arguments: found,
    reliance: [],
    inTest: false,
  }));
const text = 'function copy(value, deep = false, mode) { return deep ? all(value, mode) : value; }';

test('a default that no call found changes is named, and a value that all pass', () => {
  assert.deepEqual(sentences(argumentsPassed, text, 'copy', sites(['a'], ['b'])), [
    'None of the 2 calls found passes `deep`: its default `false` always applies.',
  ]);
  assert.deepEqual(sentences(argumentsPassed, text, 'copy', sites(['a', 'true'], ['b', 'true'])), [
    'All 2 calls found pass `true` for `deep`.',
  ]);
});

test('one call, different values, spread arguments, and units that others can reach are no news', () => {
  assert.deepEqual(sentences(argumentsPassed, text, 'copy', sites(['a'])), []);
  assert.deepEqual(sentences(argumentsPassed, text, 'copy', sites(['a', 'true'], ['b', 'false'])), []);
  assert.deepEqual(sentences(argumentsPassed, text, 'copy', sites(['a'], ['...b'])), []);
  assert.deepEqual(sentences(argumentsPassed, `export ${text}`, 'copy', sites(['a'], ['b'])), []);
  assert.deepEqual(sentences(argumentsPassed, `${text}\nexport { copy };`, 'copy', sites(['a'], ['b'])), []);
});
