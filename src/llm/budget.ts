import type { Clock } from '../terms/clock.ts';
import type { Model, ModelRequest } from './modelPort.ts';
import type { ModelStore } from './modelStore.ts';

/** What a person lets models cost in a day. */
export interface DailyLimits {
  readonly tokens: number;
  readonly dollars: number;
}

export interface Budget {
  /** Whether the dearest course of the question still fits into today. */
  allows(model: Model, request: ModelRequest, limits: DailyLimits): boolean;
  spend(model: Model, inputTokens: number, outputTokens: number): void;
}

/** Code takes about three characters a token; four is the rule for prose. On the safe side. */
const charactersPerToken = 3;

export function estimateTokens(text: string): number {
  return Math.ceil(text.length / charactersPerToken);
}

export function requestTokens({ system, context, question }: ModelRequest): number {
  return estimateTokens(system) + estimateTokens(context) + estimateTokens(question);
}

/** Days are those of UTC: a journey does not open a second budget. */
export function createBudget({ store, clock }: { readonly store: ModelStore; readonly clock: Clock }): Budget {
  const today = (): string => new Date(clock.now()).toISOString().slice(0, 10);
  const microDollars = ({ price }: Model, input: number, output: number): number =>
    Math.ceil((price?.input ?? 0) * input + (price?.output ?? 0) * output);
  return {
    allows(model, request, limits) {
      const spent = store.spentOn(today());
      const input = requestTokens(request);
      const output = request.maxOutputTokens;
      return (
        spent.tokens + input + output <= limits.tokens &&
        spent.microDollars + microDollars(model, input, output) <= limits.dollars * 1_000_000
      );
    },
    spend(model, input, output) {
      store.addSpend(today(), { tokens: input + output, microDollars: microDollars(model, input, output) });
    },
  };
}
