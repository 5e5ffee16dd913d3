import type { Customer, Order } from './model';

export interface Coupon {
  code: string;
  percent: number;
  minimum: number;
  usedBy: Set<string>;
}

export function priceOrder(order: Order, customer: Customer, coupons: Map<string, Coupon>, taxRate: number) {
  let net = 0;
  for (const line of order.lines) {
    if (line.quantity <= 0) continue;
    net += line.quantity * line.unitPrice;
  }
  let discount = 0;
  const coupon = order.coupon ? coupons.get(order.coupon) : undefined;
  if (coupon && net >= coupon.minimum && !coupon.usedBy.has(customer.id)) {
    discount = Math.round(net * (coupon.percent / 100));
    coupon.usedBy.add(customer.id);
  }
  const tax = Math.round((net - discount) * taxRate);
  order.total = net - discount + tax;
  return { net, discount, tax };
}

export async function notifyPriceDrop(
  product: { id: string; price: number; previousPrice?: number },
  watchers: { id: string; email: string | null; threshold: number }[],
  sendMail: (to: string, subject: string) => Promise<void>,
  record: (productId: string, count: number) => Promise<void>,
  dryRun = false,
): Promise<number> {
  const drop = (product.previousPrice ?? product.price) - product.price;
  if (drop <= 0) return 0;
  const due = watchers.filter((watcher) => watcher.email && product.price <= watcher.threshold);
  let sent = 0;
  for (const watcher of due) {
    if (!dryRun) await sendMail(watcher.email ?? '', `now ${product.price}`);
    sent += 1;
  }
  await record(product.id, sent);
  return sent;
}

export function shippingFor(order: Order, country: string, express: boolean, reference?: string): { cost: number; note: string } {
  const weightless = order.lines.every((line) => line.unitPrice === 0);
  const note = reference ? `ref ${reference}` : order.id;
  if (weightless) return { cost: 0, note };
  const base = country === 'DE' ? 490 : 1490;
  if (order.total >= 10_000 && !express) return { cost: 0, note };
  return { cost: express ? base * 2 : base, note };
}
