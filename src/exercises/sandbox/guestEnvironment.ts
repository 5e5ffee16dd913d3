import type { GuestTrace } from './guestTrace.ts';

/**
 * Sets what the host would give: a clock that stands still, no chance, timers that run in order, elements as plain objects; and refuses
 * sorting that shows in which order an engine compares. Runs inside QuickJS as its own source text: uses nothing from outside.
 */
export function guestEnvironment(trace: GuestTrace): void {
  const NativeDate = Date;
  const fixedTime = Date.parse('2026-01-01T00:00:00.000Z');
  const FixedDate = class Date extends NativeDate {
    constructor(...values: unknown[]) {
      if (values.length === 0) super(fixedTime);
      else super(...(values as [number]));
    }
    static override now(): number {
      return fixedTime;
    }
  };
  const define = (name: string, value: unknown): void => {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  };
  define('Date', FixedDate);
  Math.random = () => 0.5;
  define('queueMicrotask', (task: () => void) => {
    void Promise.resolve().then(task);
  });
  define('setTimeout', (task: unknown, delay: unknown = 0, ...values: unknown[]) => {
    trace.record('call', 'setTimeout', [task, delay]);
    return trace.wait(Math.max(1, Number(delay) || 0), () => {
      if (typeof task === 'function') task(...values);
    });
  });
  define('clearTimeout', (id: unknown) => {
    trace.record('call', 'clearTimeout', [id]);
    trace.forget(Number(id));
  });
  const watchSort = (name: 'sort' | 'toSorted'): void => {
    const original = Array.prototype[name];
    const value = function (this: unknown[], compare?: (left: unknown, right: unknown) => number): unknown[] {
      if (typeof compare !== 'function') return Reflect.apply(original, this, [compare]);
      const said: { left: unknown; right: unknown; order: number }[] = [];
      const before = trace.effectCount();
      let sorted: unknown[] | undefined;
      try {
        sorted = Reflect.apply(original, this, [
          (left: unknown, right: unknown): number => {
            const order = compare(left, right);
            said.push({ left, right, order });
            return order;
          },
        ]);
        return sorted;
      } finally {
        const place = (item: unknown): number => sorted?.indexOf(item) ?? 0;
        const contradicts = said.some(({ left, right, order }) => Math.sign(place(left) - place(right)) * Math.sign(order) < 0);
        if (sorted === undefined || contradicts || trace.effectCount() !== before)
          trace.refuse('what shows depends on how an engine sorts');
      }
    };
    Object.defineProperty(Array.prototype, name, { value, writable: true, configurable: true, enumerable: false });
  };
  watchSort('sort');
  watchSort('toSorted');
  // The engine spreads nothing of a text into an object.
  define('$spread', (value: unknown) => (typeof value === 'string' ? Object(value) : value));
  define('$element', (type: unknown, props: object | null, ...children: unknown[]) => ({ type, props: { ...props, children } }));
  define('$Fragment', 'Fragment');
}
