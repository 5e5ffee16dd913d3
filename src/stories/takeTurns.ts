import type { Clock } from '../terms/clock.ts';

/** Between two works everything else that waits has its turn: edits that come in, writes that are due. */
const restMs = 30;

/**
 * Works one after another, the newest first, with a rest after each:
 *
 *     a wanted ─► a │rest│ ─► c │rest│ ─► b
 *       b wanted ─┘   └─ c wanted
 *
 * Many open documents studied in one go would hold up the engine for a minute.
 */
export interface Turns {
  /** A work wanted again under the same name replaces the one that waits. */
  want(name: string, work: () => void): void;
  forget(name: string): void;
  dispose(): void;
}

export function takeTurns(clock: Clock): Turns {
  const waiting = new Map<string, () => void>();
  let cancelRest: (() => void) | undefined;

  const next = (): void => {
    cancelRest = undefined;
    const [name, work] = [...waiting].at(-1) ?? [];
    if (name === undefined || work === undefined) return;
    waiting.delete(name);
    cancelRest = clock.after(restMs, next);
    work();
  };

  return {
    want(name, work) {
      waiting.delete(name);
      waiting.set(name, work);
      if (cancelRest === undefined) next();
    },
    forget: (name) => void waiting.delete(name),
    dispose() {
      cancelRest?.();
      waiting.clear();
    },
  };
}
