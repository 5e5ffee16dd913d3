import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyMisses } from '../../../src/analysis/facts/keyMisses.ts';
import { sentences } from '../unitIn.ts';

const query = (key: string, before = ''): readonly string[] =>
  sentences(
    keyMisses,
    `function useOrders(customer, page) {\n  ${before}\n  return useQuery({ queryKey: ${key}, queryFn: () => load(customer, { page }) });\n}`,
  );

test('what decides the answer and is not in the key is named', () => {
  assert.deepEqual(query("['orders', page]"), [
    '`customer` decides what is loaded and is not in the `queryKey` (line 3): the answer for one is kept for all.',
  ]);
});

test('a whole key, one made elsewhere, and one that lists what is made of it are not', () => {
  assert.deepEqual(query("['orders', { customer, page }]"), []);
  assert.deepEqual(query('keys.orders(customer)'), []);
  assert.deepEqual(query("['orders', ...parts]", 'const parts = [customer, page];'), []);
  assert.deepEqual(query("['orders', who, page]", 'const who = idOf(customer);'), []);
});
