import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedThroughCalls } from '../../../src/analysis/facts/changedThroughCalls.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { sentences, typedSentences } from '../unitIn.ts';

const cache = createDocumentCache();

test('what a called function sets of a thing that was passed in is named', () => {
  const text = (body: string): string =>
    `function addTax(order: { total: number }) {\n  ${body}\n}\nfunction price(cart: { total: number }) {\n  addTax(cart);\n  return cart.total;\n}`;
  assert.deepEqual(typedSentences(changedThroughCalls, cache, text('order.total *= 1.2;'), 'price'), [
    '`addTax` sets `total` of the very `cart` that was passed in here (line 2).',
  ]);
  assert.deepEqual(typedSentences(changedThroughCalls, cache, text('if (order.total > 9) order.total = 9;'), 'price'), [
    '`addTax` can set `total` of the very `cart` that was passed in here (line 2).',
  ]);
  assert.deepEqual(typedSentences(changedThroughCalls, cache, text('order = { ...order }; order.total *= 1.2;'), 'price'), []);
  assert.deepEqual(typedSentences(changedThroughCalls, cache, text('print(order.total);'), 'price'), []);
});

test('fields that change through another method are named', () => {
  const text =
    'class Cart {\n  total = 0;\n  add(item) {\n    this.recount();\n    return this.total;\n  }\n  recount() { this.total = 1; }\n}';
  assert.deepEqual(sentences(changedThroughCalls, text, 'Cart.add'), ['Also changes `this.total`, through `this.recount` (line 4).']);
  assert.deepEqual(sentences(changedThroughCalls, text.replace('this.recount();', 'this.total = 2; this.recount();'), 'Cart.add'), []);
});
