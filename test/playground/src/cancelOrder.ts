import { releaseAll } from './inventory.ts';
import type { Warehouse } from './inventory.ts';
import type { Log } from './mailer.ts';
import type { Order } from './order.ts';
import type { PaymentGateway } from './payments.ts';

export async function cancelOrder(warehouse: Warehouse, gateway: PaymentGateway, log: Log, order: Order, receiptId?: string): Promise<void> {
  if (order.status === 'cancelled') return;
  const wasPaid = order.status === 'paid';
  order.status = 'cancelled';
  try {
    await releaseAll(warehouse, order.lines);
  } catch {
    log.warn(`stock of ${order.id} is still reserved`);
  }
  if (wasPaid && receiptId !== undefined) await gateway.refund(receiptId);
}
