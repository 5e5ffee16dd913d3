import { valueInWords } from '../wording/callWords.ts';
import type { Ran } from '../runs.ts';

const mostParts = 3;
const longestCall = 100;

/** Each call by every value in which it differs from any other; calls that cannot be told so in few words are left out. */
export function differencesInWords(calls: readonly Ran[]): ReadonlyMap<Ran, string> {
  const told = new Map<Ran, string>();
  for (const call of calls) {
    const differing = call.scenario.values.filter(({ slot, value }) =>
      calls.some((other) => other.scenario.values.some((theirs) => theirs.slot === slot && theirs.value !== value)),
    );
    const failing = call.scenario.failure === undefined ? [] : [call.scenario.title];
    const parts = [...failing, ...differing.map(valueInWords)];
    const text = parts.join(' and ');
    if (parts.length > 0 && parts.length <= mostParts && text.length <= longestCall && ![...told.values()].includes(text))
      told.set(call, text);
  }
  return told;
}
