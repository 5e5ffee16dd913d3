/** Answers that never change, by key; above the bound those go first that were not asked for longest. */
export interface BoundedMemory<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
  /** What is known of these keys; `read` is asked for the rest, and what it knows of them is kept. */
  all(keys: readonly string[], read: (missing: readonly string[]) => Promise<ReadonlyMap<string, Value>>): Promise<Map<string, Value>>;
}

/** `most` is compared with the sum of what `weigh` says of each value, which is 1 unless it is given. */
export function createBoundedMemory<Value>(most: number, weigh: (value: Value) => number = () => 1): BoundedMemory<Value> {
  const kept = new Map<string, Value>();
  let weight = 0;

  const get = (key: string): Value | undefined => {
    const value = kept.get(key);
    if (value === undefined) return undefined;
    // A map keeps the order of insertion: the first is the one that was not asked for longest.
    kept.delete(key);
    kept.set(key, value);
    return value;
  };

  const set = (key: string, value: Value): void => {
    const before = kept.get(key);
    if (before !== undefined) weight -= weigh(before);
    kept.delete(key);
    kept.set(key, value);
    weight += weigh(value);
    for (const [oldest, old] of kept) {
      if (weight <= most) return;
      kept.delete(oldest);
      weight -= weigh(old);
    }
  };

  return {
    get,
    set,
    async all(keys, read) {
      const found = new Map<string, Value>();
      const missing: string[] = [];
      for (const key of new Set(keys)) {
        const known = get(key);
        if (known === undefined) missing.push(key);
        else found.set(key, known);
      }
      if (missing.length === 0) return found;
      for (const [key, value] of await read(missing)) {
        set(key, value);
        found.set(key, value);
      }
      return found;
    },
  };
}
