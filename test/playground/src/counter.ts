import { cancelOrder } from './cancelOrder.ts';
import { checkout } from './checkout.ts';
import type { Shop } from './checkout.ts';
import { PaymentDeclined } from './order.ts';
import type { Order } from './order.ts';

/** Serves one order after another; a declined card cancels its order, anything else stops the counter. */
export async function serveAll(shop: Shop, orders: readonly Order[]): Promise<number> {
  let served = 0;
  for (const order of orders) {
    try {
      const result = await checkout(shop, order);
      if (result.ok) served += 1;
      else shop.log.warn(`${order.id}: ${result.reason}`);
    } catch (error) {
      if (!(error instanceof PaymentDeclined)) throw error;
      await cancelOrder(shop.warehouse, shop.gateway, shop.log, order);
    }
  }
  return served;
}
