import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineTotal, orderTotal } from '../src/pricing.ts';

test('ten of a kind cost a tenth less', () => {
  assert.equal(lineTotal({ sku: 'tea', quantity: 10, unitPrice: 300 }), 2700);
});

test('a small order pays for shipping', () => {
  assert.equal(orderTotal({ id: 'o1', customerId: 'c1', lines: [{ sku: 'tea', quantity: 1, unitPrice: 300 }], status: 'open' }), 790);
});
