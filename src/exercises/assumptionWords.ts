import type { ScriptedValue } from '../terms/proof.ts';
import { saysSomething, valueInWords } from './callWords.ts';
import { failureClass } from './script.ts';
import type { Ran } from './runs.ts';

const shownAtMost = 3;
const longestSentence = 360;

/** At most three sentences, most important first: what goes in and where each value comes from, then what the scenario assumes. */
export function assumptionsShown({ scenario, run }: Ran, own: readonly string[]): readonly string[] {
  // That the asked call fails is in the question; the class of its error means nothing to a reader.
  const stated = scenario.assumptions.filter((sentence) => !sentence.includes(failureClass));
  // What only the edited unit looks at decides what it does further on, and nothing else in the question says it.
  const known = new Set(scenario.values.map((value) => value.slot));
  const further = (run.values ?? []).filter((value) => !known.has(value.slot));
  const given = givenValues([...further, ...scenario.values]);
  return [...new Set([...own, ...(given === undefined ? [] : [given]), ...stated])].slice(0, shownAtMost);
}

/** `Given: \`id\` is \`4\` (call site, src/cart.ts:41); \`load\` returns \`null\` (declared type).` */
function givenValues(values: readonly ScriptedValue[]): string | undefined {
  let sentence = 'Given: ';
  for (const value of values.filter(saysSomething)) {
    const place = value.source === 'call site' || value.source === 'test' ? `, ${value.from ?? ''}` : '';
    const part = `${valueInWords(value, true)} (${value.source}${place})`;
    if (sentence.length + part.length > longestSentence) continue;
    sentence += `${sentence.endsWith(': ') ? '' : '; '}${part}`;
  }
  return sentence.endsWith(': ') ? undefined : `${sentence}.`;
}
