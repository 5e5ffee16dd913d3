import { PaymentDeclined } from './order.ts';

export interface PaymentGateway {
  charge(customerId: string, cents: number): Promise<{ readonly receiptId: string } | { readonly declined: true }>;
  refund(receiptId: string): Promise<void>;
}

export async function chargeCustomer(gateway: PaymentGateway, orderId: string, customerId: string, cents: number): Promise<string> {
  if (cents === 0) return 'free';
  const answer = await gateway.charge(customerId, cents);
  if ('declined' in answer) throw new PaymentDeclined(orderId);
  return answer.receiptId;
}
