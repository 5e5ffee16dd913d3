import type { OrderLine } from './order.ts';

export interface Warehouse {
  reserve(sku: string, quantity: number): Promise<boolean>;
  release(sku: string, quantity: number): Promise<void>;
}

/** Reserves every line or none. */
export async function reserveAll(warehouse: Warehouse, lines: readonly OrderLine[]): Promise<boolean> {
  const reserved: OrderLine[] = [];
  for (const line of lines) {
    const ok = await warehouse.reserve(line.sku, line.quantity);
    if (!ok) {
      await releaseAll(warehouse, reserved);
      return false;
    }
    reserved.push(line);
  }
  return true;
}

export async function releaseAll(warehouse: Warehouse, lines: readonly OrderLine[]): Promise<void> {
  for (const line of lines) {
    await warehouse.release(line.sku, line.quantity);
  }
}
