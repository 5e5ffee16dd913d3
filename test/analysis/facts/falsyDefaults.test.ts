import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { falsyDefaults } from '../../../src/analysis/facts/falsyDefaults.ts';
import { sentences, typedSentences } from '../unitIn.ts';

const cache = createDocumentCache();

test('a chosen zero and a chosen false that become the default are named', () => {
  assert.deepEqual(sentences(falsyDefaults, 'function f(options) { return options.retries || 3; }'), [
    '`0` for `options.retries` counts as missing: `||` turns it into `3`.',
  ]);
  assert.deepEqual(sentences(falsyDefaults, 'function f(cache) { return { cache: cache || true }; }'), [
    '`false` for `cache` counts as missing: `||` turns it into `true`.',
  ]);
});

test('a zero that the type does not allow, `??`, and a default of zero stay unmentioned', () => {
  assert.deepEqual(typedSentences(falsyDefaults, cache, 'export function f(size: 1 | 2 | undefined) { return size || 3; }'), []);
  assert.deepEqual(sentences(falsyDefaults, 'function f(a) { return (a ?? 3) + (a || 0); }'), []);
});
