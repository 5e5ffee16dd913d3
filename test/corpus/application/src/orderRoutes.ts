import type { NextFunction, Request, Response } from 'express';
import { ConflictError, NotFoundError, type Order, type OrderStatus, type OrderStore } from './model';
import { parseListQuery } from './parse';

interface Service {
  place(id: string): Promise<Order>;
  cancel(id: string, reason?: string): Promise<void>;
}

const editable: ReadonlySet<OrderStatus> = new Set(['draft', 'placed']);

export function createOrderRoutes(service: Service, orders: OrderStore, search: (filter: object) => Promise<Order[]>) {
  async function getOrder(req: Request, res: Response, next: NextFunction) {
    try {
      const order = await orders.find(req.params.id);
      if (!order) {
        res.status(404).json({ error: 'not found' });
        return;
      }
      if (req.user?.role !== 'admin' && order.customerId !== req.user?.id) {
        res.status(403).json({ error: 'forbidden' });
        return;
      }
      if (req.headers['if-none-match'] === order.status) {
        res.status(304).end();
        return;
      }
      res.set('etag', order.status).json(order);
    } catch (error) {
      next(error);
    }
  }

  async function placeOrder(req: Request, res: Response, next: NextFunction) {
    if (!req.user) {
      res.status(401).json({ error: 'sign in first' });
      return;
    }
    try {
      const order = await service.place(req.params.id);
      res.status(201).json(order);
    } catch (error) {
      if (error instanceof NotFoundError) {
        res.status(404).json({ error: error.message });
      } else if (error instanceof ConflictError) {
        res.status(409).json({ error: error.message });
      } else {
        next(error);
      }
    }
  }

  async function updateLines(req: Request, res: Response, next: NextFunction) {
    const order = await orders.find(req.params.id);
    if (!order) return next(new NotFoundError(req.params.id));
    if (!editable.has(order.status)) {
      res.status(409).json({ error: `order is ${order.status}` });
      return;
    }
    const { lines } = req.body as { lines?: Order['lines'] };
    if (lines) {
      order.lines = lines.filter((line) => line.quantity > 0);
      order.total = order.lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
    }
    await orders.save(order);
    res.json(order);
  }

  async function listOrders(req: Request, res: Response) {
    const filter = parseListQuery(req.query);
    if (typeof filter === 'string') {
      res.status(400).json({ error: filter });
      return;
    }
    const found = await search({ ...filter, customerId: req.user?.role === 'admin' ? undefined : req.user?.id });
    res.json({ items: found, next: found.length === filter.limit ? found[found.length - 1].id : null });
  }

  return { getOrder, placeOrder, updateLines, listOrders };
}
