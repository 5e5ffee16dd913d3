import { releaseAll, reserveAll } from './inventory.ts';
import type { Warehouse } from './inventory.ts';
import { sendReceipt } from './mailer.ts';
import type { Log, MailServer } from './mailer.ts';
import type { Order } from './order.ts';
import { chargeCustomer } from './payments.ts';
import type { PaymentGateway } from './payments.ts';
import { orderTotal } from './pricing.ts';

export interface Shop {
  readonly warehouse: Warehouse;
  readonly gateway: PaymentGateway;
  readonly mail: MailServer;
  readonly log: Log;
}

export type CheckoutResult = { readonly ok: true; readonly receiptId: string } | { readonly ok: false; readonly reason: 'sold out' | 'closed' };

export async function checkout(shop: Shop, order: Order): Promise<CheckoutResult> {
  if (order.status !== 'open') return { ok: false, reason: 'closed' };
  const reserved = await reserveAll(shop.warehouse, order.lines);
  if (!reserved) return { ok: false, reason: 'sold out' };
  order.status = 'reserved';
  try {
    const receiptId = await chargeCustomer(shop.gateway, order.id, order.customerId, orderTotal(order));
    order.status = 'paid';
    await sendReceipt(shop.mail, shop.log, order, receiptId);
    return { ok: true, receiptId };
  } catch (error) {
    order.status = 'open';
    await releaseAll(shop.warehouse, order.lines);
    throw error;
  }
}
