import type { Clock } from '../terms/clock.ts';

/** The value, or undefined where it takes longer; what comes later is dropped. */
export async function withinTime<Value>(promise: Promise<Value>, clock: Clock, ms: number): Promise<Value | undefined> {
  return await new Promise((resolve, reject) => {
    const stop = clock.after(ms, () => resolve(undefined));
    promise.finally(stop).then(resolve, reject);
  });
}
