import { ConflictError, NotFoundError, type Customer, type Logger, type Mailer, type Order, type OrderStore, type PaymentGateway } from './model';

interface Customers {
  find(id: string): Promise<Customer | undefined>;
}

interface Stock {
  reserve(sku: string, quantity: number): Promise<boolean>;
  release(sku: string, quantity: number): Promise<void>;
}

export class OrderService {
  constructor(
    private readonly orders: OrderStore,
    private readonly customers: Customers,
    private readonly payments: PaymentGateway,
    private readonly stock: Stock,
    private readonly mailer: Mailer,
    private readonly logger: Logger,
  ) {}

  async place(orderId: string): Promise<Order> {
    const order = await this.orders.find(orderId);
    if (!order) throw new NotFoundError(`order ${orderId}`);
    if (order.status !== 'draft') throw new ConflictError(`order ${orderId} is ${order.status}`);
    const customer = await this.customers.find(order.customerId);
    if (!customer || customer.blocked) {
      order.status = 'cancelled';
      await this.orders.save(order);
      return order;
    }
    const reserved: Order['lines'] = [];
    for (const line of order.lines) {
      if (!(await this.stock.reserve(line.sku, line.quantity))) {
        for (const done of reserved) await this.stock.release(done.sku, done.quantity);
        throw new ConflictError(`${line.sku} is out of stock`);
      }
      reserved.push(line);
    }
    order.status = 'placed';
    await this.orders.save(order);
    if (customer.email) {
      this.mailer.send(customer.email, 'order-placed', { id: order.id }).catch((error) => {
        this.logger.warn(`no mail for ${order.id}: ${String(error)}`);
      });
    }
    return order;
  }

  async pay(order: Order): Promise<boolean> {
    if (order.status === 'paid') return true;
    try {
      const payment = await this.payments.charge(order.customerId, order.total);
      if (!payment.approved) {
        this.logger.info(`payment for ${order.id} declined`);
        return false;
      }
      order.paymentId = payment.id;
      order.status = 'paid';
      await this.orders.save(order);
      return true;
    } catch (error) {
      this.logger.error('payment failed', error);
      if (order.paymentId) {
        await this.payments.refund(order.paymentId);
        order.paymentId = undefined;
      }
      return false;
    } finally {
      await this.stock.release(order.id, 0);
    }
  }

  async cancel(orderId: string, reason?: string): Promise<void> {
    const order = await this.orders.find(orderId);
    if (!order || order.status === 'cancelled') return;
    if (order.status === 'shipped') throw new ConflictError('already shipped');
    const previous = order.status;
    order.status = 'cancelled';
    await this.orders.save(order);
    if (previous === 'paid' && order.paymentId) {
      await this.payments.refund(order.paymentId);
    }
    const customer = await this.customers.find(order.customerId);
    if (customer?.email) await this.mailer.send(customer.email, 'order-cancelled', { reason });
  }
}
