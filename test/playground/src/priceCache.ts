export interface PriceSource {
  fetchPrice(sku: string): Promise<number>;
}

export class PriceCache {
  private readonly source: PriceSource;
  private readonly known = new Map<string, Promise<number>>();

  constructor(source: PriceSource) {
    this.source = source;
  }

  /** In cents. Two requests at the same time share one fetch. */
  async price(sku: string): Promise<number> {
    const known = this.known.get(sku);
    if (known !== undefined) return known;
    const fetched = this.source.fetchPrice(sku);
    this.known.set(sku, fetched);
    return fetched;
  }

  forget(sku: string): void {
    this.known.delete(sku);
  }
}
