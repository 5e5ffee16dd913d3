import type { Clock } from '../terms/clock.ts';
import type { ModelFailureKind } from '../terms/model.ts';
import { estimateTokens, requestTokens } from './budget.ts';
import type { Budget, DailyLimits } from './budget.ts';
import { modelFailure } from './modelFailure.ts';
import type { Model, ModelReply, ModelRequest } from './modelPort.ts';

export interface ModelDesk {
  /**
   * Asks within today's limits, and again where a failure may pass; at most two questions at a time. `onText` gets the whole text of the
   * try that is running, `onWait` why nothing comes for a while.
   */
  ask(model: Model, request: ModelRequest, asking: Asking): Promise<ModelReply>;
}

export interface Asking {
  readonly limits: DailyLimits;
  readonly onText: (text: string) => void;
  readonly onWait: (reason: string) => void;
  readonly signal: AbortSignal;
}

export interface ModelDeskParts {
  readonly budget: Budget;
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
}

/** How often one question is sent at most; what is not named is sent once. */
const tries: Readonly<Partial<Record<ModelFailureKind, number>>> = {
  'rate-limited': 3,
  overloaded: 3,
  'server-error': 3,
  'cut-short': 2,
  unreadable: 2,
};
/** Failures of the server, after which it is left alone for a while. */
const pausing: ReadonlySet<ModelFailureKind> = new Set(['rate-limited', 'overloaded', 'server-error']);
const pauseMs = 5 * 60_000;
const mostAtOnce = 2;
const firstDelayMs = 1_000;
const longestDelayMs = 60_000;

export function createModelDesk({ budget, clock, random }: ModelDeskParts): ModelDesk {
  const pausedUntil = new Map<string, number>();
  let running = 0;

  const askAgain = async (model: Model, request: ModelRequest, asking: Asking): Promise<ModelReply> => {
    for (let sent = 1; ; sent++) {
      if (!budget.allows(model, request, asking.limits)) return { ok: false, failure: modelFailure('over-budget') };
      let received = 0;
      const onText = (text: string): void => {
        received = text.length;
        asking.onText(text);
      };
      const reply = await model.ask(request, onText, asking.signal);
      if (reply.ok) {
        budget.spend(model, reply.inputTokens || requestTokens(request), reply.outputTokens || estimateTokens(reply.text));
        return reply;
      }
      // What had begun to arrive is charged by the provider, though nothing of it is kept.
      if (received > 0) budget.spend(model, requestTokens(request), estimateTokens('x'.repeat(received)));
      const { kind } = reply.failure;
      if (sent >= (tries[kind] ?? 1)) {
        if (pausing.has(kind)) pausedUntil.set(model.destination.id, clock.now() + pauseMs);
        return reply;
      }
      const delayMs = reply.retryAfterMs ?? random() * Math.min(firstDelayMs * 2 ** (sent - 1), longestDelayMs);
      // A server that wants to be left alone for longer than a person waits is not asked again by us.
      if (delayMs > longestDelayMs) return reply;
      asking.onWait(`${reply.failure.reason} Asking again in ${Math.max(1, Math.round(delayMs / 1_000))} s.`);
      if (!(await waited(clock, delayMs, asking.signal))) return { ok: false, failure: modelFailure('stopped') };
    }
  };

  return {
    async ask(model, request, asking) {
      const until = pausedUntil.get(model.destination.id) ?? 0;
      const leftMs = until - clock.now();
      // A clock that was set back must not close the way for longer than that.
      if (leftMs > 0 && leftMs <= pauseMs) return { ok: false, failure: modelFailure('paused', pausedReason(leftMs)) };
      if (running >= mostAtOnce) return { ok: false, failure: modelFailure('busy') };
      running++;
      try {
        return await askAgain(model, request, asking);
      } finally {
        running--;
      }
    },
  };
}

/** `false`: stopped before the time was over. */
async function waited(clock: Clock, delayMs: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false;
  return await new Promise((resolve) => {
    const stop = (): void => {
      cancel();
      resolve(false);
    };
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener('abort', stop);
      resolve(true);
    });
    signal.addEventListener('abort', stop, { once: true });
  });
}

function pausedReason(leftMs: number): string {
  const minutes = Math.ceil(leftMs / 60_000);
  return `The server failed several times in a row; it can be asked again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`;
}
