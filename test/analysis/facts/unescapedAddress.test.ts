import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unescapedAddress } from '../../../src/analysis/facts/unescapedAddress.ts';
import { sentences } from '../unitIn.ts';

const said = (call: string): readonly string[] =>
  sentences(unescapedAddress, `async function find(query, id) {\n  if (!query) return [];\n  return await ${call};\n}`);

test('words put into an address as they are are named', () => {
  assert.deepEqual(said('fetch(`/api/search?q=${query}`)'), ['A `&`, `#` or `+` in `query` changes the address: it is put in as it is.']);
  assert.deepEqual(said('api.get(`/cities/${city.name}/weather`)'), [
    'A `/`, `?` or `#` in `city.name` changes the address: it is put in as it is.',
  ]);
});

test('escaped words, ids, and texts that are no address are not', () => {
  assert.deepEqual(said('fetch(`/api/search?q=${encodeURIComponent(query)}`)'), []);
  assert.deepEqual(said('fetch(`/api/orders/${id}`)'), []);
  assert.deepEqual(said('say(`/api/search?q=${query}`)'), []);
  assert.deepEqual(said('cache.get(`search=${query}`)'), []);
});
