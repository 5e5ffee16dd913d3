import type { ModelAnswerKey, UnitKey } from '../terms/ids.ts';

export interface Spend {
  readonly tokens: number;
  readonly microDollars: number;
}

/** What is remembered about asking models: consent, today's cost, and whole answers. */
export interface ModelStore {
  /** `workspace`: absolute path of the folder the code belongs to. */
  isAllowed(workspace: string, destinationId: string): boolean;
  allow(workspace: string, destinationId: string, at: number): void;
  /** Takes every consent of a folder back. */
  withdraw(workspace: string): void;
  /** `day`: `2026-11-25`, by UTC. */
  spentOn(day: string): Spend;
  addSpend(day: string, spend: Spend): void;
  /** The whole answer to a question asked before, as it came. */
  answerTo(key: ModelAnswerKey): string | undefined;
  keepAnswer(key: ModelAnswerKey, unitKey: UnitKey, text: string, at: number): void;
}
