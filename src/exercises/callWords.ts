import type { ScriptedValue } from '../terms/proof.ts';
import type { RunnableScenario } from './world.ts';

/** Title of a scenario in which nothing tells it from others. */
const plainTitle = 'a plain call';
const partsShown = 2;

/** Opens a question about one stated call: `In the call where \`force\` is true and \`load\` returns null`. */
export function inCall(scenario: RunnableScenario): string {
  if (scenario.title === plainTitle && scenario.values.length === 0) return 'In an ordinary call';
  if (scenario.failure !== undefined || scenario.values.length === 0) return `In the call where ${scenario.title}`;
  const told =
    scenario.title === plainTitle
      ? []
      : scenario.values.filter((value) => saysSomething(value) && scenario.title.includes(`${value.slot} is `));
  const parts = (told.length > 0 ? told : scenario.values.filter(saysSomething)).slice(0, partsShown).map((value) => valueInWords(value));
  return parts.length === 0 ? 'In an ordinary call' : `In the call where ${parts.join(' and ')}`;
}

/** `\`load\` returns null`, `\`force\` is true`; with `marked`, the value stands in backticks. */
export function valueInWords({ slot, value }: ScriptedValue, marked = false): string {
  const shown = marked ? `\`${value}\`` : value;
  const answered = /^what (`[^`]+`) (returns|resolves to)$/.exec(slot);
  if (answered !== null) return `${answered[1]} ${answered[2]} ${shown}`;
  return `${slot.replace(/^argument /, '')} is ${shown}`;
}

/** Not worth a word: `a Query` where the signature says as much, and that a call without a result has none. */
export function saysSomething({ slot, value, source, from }: ScriptedValue): boolean {
  if (value === 'a function' || slot.includes('`this`')) return false;
  const answered = slot.startsWith('what ');
  if (/^an? /.test(value) && !value.startsWith('an array of'))
    return answered || source !== 'declared type' || /\b(undefined|null)\b/.test(from ?? '');
  return !(value === 'undefined' && answered && from === 'void');
}
