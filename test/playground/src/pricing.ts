import type { Order, OrderLine } from './order.ts';

const freeShippingFrom = 5000;
const shippingFee = 490;

export function lineTotal(line: OrderLine): number {
  if (line.quantity <= 0) return 0;
  const total = line.quantity * line.unitPrice;
  return line.quantity >= 10 ? Math.round(total * 0.9) : total;
}

/** In cents, shipping included. */
export function orderTotal(order: Order): number {
  let goods = 0;
  for (const line of order.lines) goods += lineTotal(line);
  if (goods === 0) return 0;
  return goods >= freeShippingFrom ? goods : goods + shippingFee;
}

export function mostExpensive(lines: OrderLine[]): OrderLine | undefined {
  lines.sort((left, right) => right.unitPrice - left.unitPrice);
  return lines[0];
}
