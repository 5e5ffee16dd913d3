import type { Order } from './order.ts';

export interface MailServer {
  send(to: string, subject: string, body: string): Promise<void>;
}

export interface Log {
  warn(message: string): void;
}

/** Resolves to whether the receipt went out. */
export async function sendReceipt(mail: MailServer, log: Log, order: Order, receiptId: string): Promise<boolean> {
  try {
    await mail.send(order.customerId, `Receipt ${receiptId}`, `Thank you for order ${order.id}.`);
    return true;
  } catch {
    log.warn(`no receipt for ${order.id}`);
    return false;
  }
}
