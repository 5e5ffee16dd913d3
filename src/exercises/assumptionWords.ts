import type { ScriptedValue } from '../terms/proof.ts';
import { failureClass } from './script.ts';
import type { RunnableScenario } from './world.ts';

const shownAtMost = 3;
const longestSentence = 200;

/** At most three sentences, most important first: what goes in and where each value comes from, then what the scenario assumes. */
export function assumptionsShown(scenario: RunnableScenario, own: readonly string[]): readonly string[] {
  // That the asked call fails is in the question; the class of its error means nothing to a reader.
  const stated = scenario.assumptions.filter((sentence) => !sentence.includes(failureClass));
  const given = valuesInWords(scenario.values);
  return [...new Set([...own, ...(given === undefined ? [] : [given]), ...stated])].slice(0, shownAtMost);
}

/** `Given: \`id\` is 4 (call site, src/cart.ts:41); \`force\` is true (declared type).` */
function valuesInWords(values: readonly ScriptedValue[]): string | undefined {
  let sentence = 'Given: ';
  // `a Query`, `a function`: what the signature says already.
  for (const { slot, value, source, from } of values) {
    if (/^an? /.test(value)) continue;
    const place = source === 'call site' || source === 'test' ? `, ${from ?? ''}` : '';
    const part = `${slot} is \`${value}\` (${source}${place})`;
    if (sentence.length + part.length > longestSentence) continue;
    sentence += `${sentence.endsWith(': ') ? '' : '; '}${part}`;
  }
  return sentence.endsWith(': ') ? undefined : `${sentence}.`;
}
