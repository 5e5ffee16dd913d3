import { setting, type Environment } from './config';
import type { OrderStore, PaymentGateway } from './model';

export type Hook =
  | { type: 'payment.succeeded'; orderId: string; paymentId: string }
  | { type: 'payment.failed'; orderId: string; reason?: string }
  | { type: 'payout.created'; amount: number }
  | { type: 'ping' };

export async function handleHook(
  hook: Hook,
  seen: { has(key: string): Promise<boolean>; add(key: string): Promise<void> },
  orders: OrderStore,
  payments: PaymentGateway,
  alert: (text: string) => void,
): Promise<'handled' | 'ignored' | 'duplicate'> {
  if (hook.type === 'ping') return 'ignored';
  if (!('orderId' in hook)) {
    alert(`payout of ${hook.amount}`);
    return 'handled';
  }
  const key = `${hook.type}:${hook.orderId}`;
  if (await seen.has(key)) return 'duplicate';
  const order = await orders.find(hook.orderId);
  if (!order) return 'ignored';
  if (hook.type === 'payment.failed') {
    alert(`payment for ${order.id} failed`);
  } else if (order.status === 'cancelled') {
    await payments.refund(hook.paymentId);
  } else {
    order.status = 'paid';
    order.paymentId = hook.paymentId;
    await orders.save(order);
  }
  await seen.add(key);
  return 'handled';
}

export function verifySignature(env: Environment, header: string | undefined, body: string, sign: (secret: string, body: string) => string): boolean {
  if (!header) return false;
  const secrets = setting(env, 'HOOK_SECRETS').split(' ');
  return secrets.some((secret) => sign(secret, body) === header);
}
