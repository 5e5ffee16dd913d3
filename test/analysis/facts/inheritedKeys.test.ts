import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inheritedKeys } from '../../../src/analysis/facts/inheritedKeys.ts';
import { sentences } from '../unitIn.ts';

test('a copy that takes inherited keys along is named', () => {
  const text = (guard: string): string =>
    `function copy(from) { const to = {}; for (const key in from) ${guard} to[key] = from[key]; return to; }`;
  assert.deepEqual(sentences(inheritedKeys, text('')), ['This loop also visits what `from` inherits, not only its own keys.']);
  assert.deepEqual(sentences(inheritedKeys, text('if (Object.hasOwn(from, key))')), []);
  assert.deepEqual(sentences(inheritedKeys, 'function f() { const own = {}; for (const key in own) go(key); }'), []);
});
