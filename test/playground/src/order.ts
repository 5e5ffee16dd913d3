export interface OrderLine {
  readonly sku: string;
  readonly quantity: number;
  /** In cents. */
  readonly unitPrice: number;
}

export type OrderStatus = 'open' | 'reserved' | 'paid' | 'cancelled';

export interface Order {
  readonly id: string;
  readonly customerId: string;
  readonly lines: readonly OrderLine[];
  status: OrderStatus;
  note?: string;
}

export class PaymentDeclined extends Error {
  readonly orderId: string;

  constructor(orderId: string) {
    super(`The card for order ${orderId} was declined`);
    this.name = 'PaymentDeclined';
    this.orderId = orderId;
  }
}
