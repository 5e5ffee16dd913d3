import { shippingFor } from './pricing';
import { parseDuration } from './parse';
import type { Order, OrderStore } from './model';

interface Carrier {
  label(orderId: string, cost: number): Promise<{ url: string } | undefined>;
  cancel(orderId: string): Promise<void>;
}

export async function shipAll(orders: Order[], store: OrderStore, carrier: Carrier, country: string): Promise<string[]> {
  const urls: string[] = [];
  for (const order of orders) {
    if (order.status !== 'paid') continue;
    const { cost } = shippingFor(order, country, false);
    const label = await carrier.label(order.id, cost);
    if (!label) continue;
    try {
      order.status = 'shipped';
      await store.save(order);
      urls.push(label.url);
    } catch (error) {
      order.status = 'paid';
      await carrier.cancel(order.id);
      throw error;
    }
  }
  return urls;
}

export function timeoutFrom(settings: { timeout?: string; fallbackMs: number }, warn: (message: string) => void): number {
  if (settings.timeout === undefined) return settings.fallbackMs;
  const parsed = parseDuration(settings.timeout);
  if (parsed === undefined || parsed === 0) {
    warn(`ignored timeout ${settings.timeout}`);
    return settings.fallbackMs;
  }
  return parsed;
}
