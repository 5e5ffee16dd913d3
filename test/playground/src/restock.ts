import type { PriceCache } from './priceCache.ts';
import { retry } from './retry.ts';

export interface Supplier {
  order(sku: string, quantity: number): Promise<string>;
}

export interface RestockReport {
  readonly ordered: readonly string[];
  readonly failed: readonly string[];
}

export async function restock(supplier: Supplier, prices: PriceCache, skus: readonly string[], budget: number): Promise<RestockReport> {
  const ordered: string[] = [];
  const failed: string[] = [];
  let left = budget;
  for (const sku of skus) {
    const price = await prices.price(sku);
    if (price > left) continue;
    try {
      await retry(() => supplier.order(sku, 1), { attempts: 3, pause: async () => undefined });
      left -= price;
      ordered.push(sku);
    } catch {
      prices.forget(sku);
      failed.push(sku);
    }
  }
  return { ordered, failed };
}
