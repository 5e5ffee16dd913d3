import type { Clock } from '../terms/clock.ts';

export interface Deadlines {
  /** Something arrived. */
  heard(): void;
  /** Nothing is waited for any more. */
  stop(): void;
}

const firstByteMs = 30_000;
const idleMs = 20_000;
const totalMs = 120_000;

/**
 * Ends what does not end by itself; a computer that slept counts as time gone by.
 *
 *     asked ──── first byte ≤ 30 s ──── gaps ≤ 20 s ──── end ≤ 120 s
 */
export function startDeadlines(clock: Clock, onMissed: () => void): Deadlines {
  const cancelTotal = clock.after(totalMs, onMissed);
  let cancelNext = clock.after(firstByteMs, onMissed);
  return {
    heard() {
      cancelNext();
      cancelNext = clock.after(idleMs, onMissed);
    },
    stop() {
      cancelTotal();
      cancelNext();
    },
  };
}
