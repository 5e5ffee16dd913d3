import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkout } from '../src/checkout.ts';
import type { Order } from '../src/order.ts';

function order(): Order {
  return { id: 'o1', customerId: 'c1', lines: [{ sku: 'tea', quantity: 1, unitPrice: 300 }], status: 'open' };
}

test('a declined card gives the stock back', async () => {
  const released: string[] = [];
  const shop = {
    warehouse: { reserve: async () => true, release: async (sku: string) => void released.push(sku) },
    gateway: { charge: async () => ({ declined: true as const }), refund: async () => undefined },
    mail: { send: async () => undefined },
    log: { warn: () => undefined },
  };
  await assert.rejects(checkout(shop, order()));
  assert.deepEqual(released, ['tea']);
});
