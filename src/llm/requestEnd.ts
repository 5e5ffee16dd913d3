import type { Clock } from '../terms/clock.ts';
import type { ModelFailureKind } from '../terms/model.ts';
import { startDeadlines } from './deadlines.ts';

/** What can end one request before its answer is whole; the first reason is the one that counts. */
export interface RequestEnd {
  /** Aborted by whatever ends the request. */
  readonly signal: AbortSignal;
  /** Something of the answer arrived. */
  heard(): void;
  fail(kind: ModelFailureKind): void;
  /** Why it was ended; `undefined` while it runs and after an end of its own. */
  reason(): ModelFailureKind | undefined;
  /** Nothing is waited for any more; called in any case. */
  release(): void;
}

/** Ends a request when the person stops it or a deadline is missed. */
export function requestEnd(clock: Clock, stopped: AbortSignal): RequestEnd {
  const ending = new AbortController();
  let ended: ModelFailureKind | undefined;
  const fail = (kind: ModelFailureKind): void => {
    ended ??= kind;
    ending.abort();
  };
  const stop = (): void => fail('stopped');
  if (stopped.aborted) stop();
  stopped.addEventListener('abort', stop, { once: true });
  const deadlines = startDeadlines(clock, () => fail('timed-out'));
  return {
    signal: ending.signal,
    heard: () => deadlines.heard(),
    fail,
    reason: () => ended,
    release() {
      deadlines.stop();
      stopped.removeEventListener('abort', stop);
    },
  };
}
