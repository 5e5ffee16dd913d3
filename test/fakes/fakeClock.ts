import type { Clock } from '../../src/terms/clock.ts';

/** A clock that stands still until a test moves it; tasks run inside `advance`, in the order of their time. */
export interface FakeClock extends Clock {
  advance(durationMs: number): void;
  /** How many tasks wait. */
  waiting(): number;
}

export function createFakeClock(startMs = 1_700_000_000_000): FakeClock {
  let now = startMs;
  let waiting: { readonly due: number; readonly task: () => void }[] = [];
  return {
    now: () => now,
    after(delayMs, task) {
      const entry = { due: now + delayMs, task };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    waiting: () => waiting.length,
    advance(durationMs) {
      const end = now + durationMs;
      for (;;) {
        const next = waiting.filter((entry) => entry.due <= end).toSorted((left, right) => left.due - right.due)[0];
        if (next === undefined) break;
        waiting = waiting.filter((entry) => entry !== next);
        now = Math.max(now, next.due);
        next.task();
      }
      now = end;
    },
  };
}
