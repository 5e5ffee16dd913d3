import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nullDefault } from '../../../src/analysis/facts/nullDefault.ts';
import { sentences } from '../unitIn.ts';

test('a null that passes by the default is named', () => {
  assert.deepEqual(sentences(nullDefault, 'function list(query: Query | null | undefined = {}) { return get({ query }); }'), [
    'A `null` for `query` stays `null`: the default `{}` only stands in for `undefined`.',
  ]);
});

test('a null that is looked at, and a type without one, are no news', () => {
  assert.deepEqual(sentences(nullDefault, 'function list(query: Query | null = {}) { return get(query ?? {}); }'), []);
  assert.deepEqual(sentences(nullDefault, 'function list(query: Query | null = {}) { if (!query) return; get({ query }); }'), []);
  assert.deepEqual(sentences(nullDefault, 'function list(query: Query | undefined = {}) { return get({ query }); }'), []);
});
