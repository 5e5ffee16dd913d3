import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { guardsOnTrust } from '../../../src/analysis/facts/guardsOnTrust.ts';
import { typedSentences } from '../unitIn.ts';

const cache = createDocumentCache();
const cart = 'interface Cart { items: string[]; total: number; currency: string; note?: string }\n';
const said = (body: string): readonly string[] =>
  typedSentences(guardsOnTrust, cache, `${cart}function isCart(value: unknown): value is Cart { ${body} }`, 'isCart');

test('members that a guard vouches for without looking are named', () => {
  assert.deepEqual(said("return typeof value === 'object' && value !== null && 'items' in value;"), [
    'Vouches that `value` is a `Cart` after looking at `items` alone: `total` and `currency` are taken on trust.',
  ]);
  assert.deepEqual(said("return typeof value === 'object';"), [
    'Vouches that `value` is a `Cart` without looking at any member: `items`, `total` and 1 more are taken on trust.',
  ]);
});

test('a full look, `instanceof`, a schema and another guard stay unmentioned', () => {
  assert.deepEqual(
    said("const cart = value as Cart; return typeof cart.total === 'number' && !!cart.currency && Array.isArray(cart.items);"),
    [],
  );
  assert.deepEqual(said('return value instanceof Object;'), []);
  const tuple = 'type Row = [id: string, total: number];\nfunction isRow(value: unknown): value is Row { return Array.isArray(value); }';
  assert.deepEqual(typedSentences(guardsOnTrust, cache, tuple, 'isRow'), []);
  assert.deepEqual(said('return schema.safeParse(value).success;'), []);
});
