interface Entry<T> {
  value: T;
  expiresAt: number;
}

export class TtlCache<T> {
  private readonly entries = new Map<string, Entry<T>>();
  private readonly pending = new Map<string, Promise<T>>();
  hits = 0;

  constructor(private readonly ttlMs: number, private readonly maxSize: number, private readonly now: () => number) {}

  get(key: string): T | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    if (entry.expiresAt <= this.now()) {
      this.entries.delete(key);
      return undefined;
    }
    this.hits += 1;
    return entry.value;
  }

  set(key: string, value: T): void {
    if (this.entries.size >= this.maxSize && !this.entries.has(key)) {
      const oldest = this.entries.keys().next().value;
      if (oldest !== undefined) this.entries.delete(oldest);
    }
    this.entries.set(key, { value, expiresAt: this.now() + this.ttlMs });
  }

  async getOrLoad(key: string, load: (key: string) => Promise<T>): Promise<T> {
    const cached = this.get(key);
    if (cached !== undefined) return cached;
    const running = this.pending.get(key);
    if (running) return running;
    const started = load(key);
    this.pending.set(key, started);
    try {
      const value = await started;
      this.set(key, value);
      return value;
    } finally {
      this.pending.delete(key);
    }
  }
}

interface RatesSource {
  load(currency: string): Promise<number>;
}

export class RateBook {
  private rates: Record<string, number> = {};
  private loadedAt = 0;

  constructor(private readonly source: RatesSource, private readonly now: () => number) {}

  async refresh(currencies: string[]): Promise<void> {
    const before = this.rates;
    const loaded: Record<string, number> = {};
    for (const currency of currencies) {
      try {
        loaded[currency] = await this.source.load(currency);
      } catch {
        if (before[currency] !== undefined) loaded[currency] = before[currency];
      }
    }
    this.rates = loaded;
    this.loadedAt = this.now();
  }
}
