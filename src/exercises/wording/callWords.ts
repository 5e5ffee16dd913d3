import type { ScriptedValue } from '../../terms/proof.ts';
import type { RunnableScenario } from '../worlds/world.ts';

const partsShown = 2;

/** Opens a sentence about one stated call: `When \`force\` is \`true\` and \`load\` returns \`null\``. */
export function inCall(scenario: RunnableScenario): string {
  const parts = titled(scenario).filter(saysSomething).slice(0, partsShown).map(valueInWords);
  if (parts.length > 0) return `When ${parts.join(' and ')}`;
  const words = scenario.values.length === 0 ? scenario.title : '';
  return words === '' || words === 'a plain call' ? 'In a plain call' : `When ${words}`;
}

/** The values that tell a scenario from its siblings; all of them where nothing does. */
export function titled(scenario: RunnableScenario): readonly ScriptedValue[] {
  const telling = scenario.values.filter((value) => scenario.title.includes(`${value.slot} is `));
  return telling.length > 0 ? telling : scenario.values;
}

/** `\`load\` returns \`null\``, `\`force\` is \`true\``, `\`items\` has 2 items`. */
export function valueInWords({ slot, value }: Pick<ScriptedValue, 'slot' | 'value'>): string {
  const held = /^(key|item) of (`[^`]+`)$/.exec(slot);
  if (held !== null) return `${held[2]} has only the ${held[1]} ${thingInWords(value)}`;
  const answered = /^what (`[^`]+`) (returns|resolves to)$/.exec(slot);
  if (answered !== null) return `${answered[1]?.replace('()`', '`')} ${answered[2]} ${thingInWords(value)}`;
  const inAnswer = /^`(.+?)\(\)\.([^`]+)`$/.exec(slot);
  const subject = inAnswer === null ? slot.replace(/^argument /, '') : `\`${inAnswer[2]}\` in the answer of \`${inAnswer[1]}\``;
  if (value === '[] (empty)') return `${subject} is empty`;
  if (/^an array of (?:one item|\d+ items)$/.test(value)) return `${subject} has ${value.replace('an array of ', '')}`;
  if (value === 'an object') return `${subject} is an object`;
  return `${subject} is ${thingInWords(value)}`;
}

function thingInWords(value: string): string {
  if (value === '[] (empty)') return 'an empty array';
  if (/^an? (?:array|object|function|promise)\b/i.test(value) || / /.test(value.replace(/^an? /, ''))) {
    return /^an? |^the |^none of |^no key of |^another one than /.test(value) ? value : `\`${value}\``;
  }
  const named = /^(an?) (.+)$/.exec(value);
  return named === null ? `\`${value}\`` : `${named[1]} \`${named[2]}\``;
}

/** Not worth a word: `a Query` where the signature says as much, and that a call without a result has none. */
export function saysSomething({ slot, value, source, from }: ScriptedValue): boolean {
  // A symbol says nothing to a reader but that it is one, and a tuple what its type says.
  if (slot === '`this`' || slot.includes('`this`') || value.startsWith('Symbol(') || /^\[\d+ items\]$/.test(value)) return false;
  const nullable = /\b(undefined|null)\b|^(?:any|unknown)$/.test(from ?? '');
  if (/^an? /.test(value) && !value.startsWith('an array of')) return nullable || (source !== 'declared type' && value !== 'a function');
  // A promise that waits in a map has nothing to say of what it will come to.
  if (value === 'an object' && slot.endsWith('.get` resolves to')) return false;
  return !(value === 'undefined' && slot.startsWith('what ') && from === 'void');
}
