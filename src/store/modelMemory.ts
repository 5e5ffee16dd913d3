import type { ModelStore, Spend } from '../llm/modelStore.ts';

/** The same port without a file: what it holds ends with the process. */
export function createModelMemory(): ModelStore {
  const consents = new Map<string, Set<string>>();
  const spends = new Map<string, Spend>();
  const answers = new Map<string, string>();
  const spentOn = (day: string): Spend => spends.get(day) ?? { tokens: 0, microDollars: 0 };
  return {
    isAllowed: (workspace, destinationId) => consents.get(workspace)?.has(destinationId) === true,
    allow: (workspace, destinationId) => void consents.set(workspace, new Set([...(consents.get(workspace) ?? []), destinationId])),
    withdraw: (workspace) => void consents.delete(workspace),
    spentOn,
    addSpend(day, { tokens, microDollars }) {
      const before = spentOn(day);
      spends.set(day, { tokens: before.tokens + tokens, microDollars: before.microDollars + microDollars });
    },
    answerTo: (key) => answers.get(key),
    keepAnswer: (key, _unitKey, text) => void answers.set(key, text),
  };
}
