export type OrderStatus = 'draft' | 'placed' | 'paid' | 'shipped' | 'cancelled';

export interface OrderLine {
  sku: string;
  quantity: number;
  unitPrice: number;
}

export interface Order {
  id: string;
  customerId: string;
  status: OrderStatus;
  lines: OrderLine[];
  total: number;
  coupon?: string;
  paymentId?: string;
}

export interface Customer {
  id: string;
  email: string | null;
  blocked: boolean;
}

export class NotFoundError extends Error {}
export class ConflictError extends Error {}

export interface OrderStore {
  find(id: string): Promise<Order | undefined>;
  save(order: Order): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface PaymentGateway {
  charge(customerId: string, amount: number): Promise<{ id: string; approved: boolean }>;
  refund(paymentId: string): Promise<void>;
}

export interface Mailer {
  send(to: string, template: string, data?: unknown): Promise<void>;
}

export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error?: unknown): void;
}
