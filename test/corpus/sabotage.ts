import { holds, type Printed } from './claims.ts';
import type { Item } from './item.ts';

export interface Sabotaged {
  readonly how: 'key flipped' | 'distractor made true' | 'stub changed' | 'code edited';
  readonly item: Item;
  /** The file that goes with it. */
  readonly file: string;
}

/** Values from outside that are changed in turn until one makes a difference. */
const stubsTried = 4;

/** Every way in which an item can be spoilt here; `random` gives 0 ≤ x < 1, `run` prints what a program prints. */
export async function sabotagesOf(
  item: Item,
  file: string,
  random: () => number,
  run: (program: string) => Promise<string>,
): Promise<readonly Sabotaged[]> {
  return [
    ...flipped(item).map((spoilt): Sabotaged => ({ how: 'key flipped', item: spoilt, file })),
    ...madeTrue(item).map((spoilt): Sabotaged => ({ how: 'distractor made true', item: spoilt, file })),
    ...(await changedStub(item, random, run)).map((spoilt): Sabotaged => ({ how: 'stub changed', item: spoilt, file })),
    ...editedCode(item, file, random).map((text): Sabotaged => ({ how: 'code edited', item, file: text })),
  ];
}

function flipped(item: Item): readonly Item[] {
  return item.options
    .filter(({ correct }) => !correct)
    .slice(0, 1)
    .map(({ id }) => ({ ...item, options: item.options.map((option) => ({ ...option, correct: option.id === id })) }));
}

/** A wrong option gets a text that holds of the asked run too, in other words than the key's. */
function madeTrue(item: Item): readonly Item[] {
  const key = item.options.find(({ correct }) => correct);
  const victim = item.options.find(({ correct }) => !correct);
  if (key?.proof.program === undefined || key.proof.expected === undefined || victim === undefined) return [];
  if (/^E(?:02|13|31|34|36)/u.test(item.kind)) return [];
  const asked = JSON.parse(key.proof.expected) as Printed;
  const [text] = truths(asked).filter((truth) => truth !== key.text && holds(truth, asked) === true);
  if (text === undefined) return [];
  return [{ ...item, options: item.options.map((option) => (option === victim ? { ...option, text } : option)) }];
}

function truths({ effects, settlement }: Printed): readonly string[] {
  return [
    ...effects.flatMap(({ kind, target }) => {
      const count = effects.filter((effect) => effect.kind === kind && effect.target === target).length;
      if (kind !== 'call') return [];
      return [`\`${target}\` ${count === 1 ? 'runs once' : count === 2 ? 'runs twice' : `runs ${String(count)} times`}.`];
    }),
    ...(settlement.value === undefined ? [] : [`The caller gets \`${settlement.value}\`.`, 'The caller sees no error.']),
  ];
}

/** Another scalar in what comes from outside, one that makes a difference; nothing else of the proof is touched. */
async function changedStub(item: Item, random: () => number, run: (program: string) => Promise<string>): Promise<readonly Item[]> {
  const key = item.options.find(({ correct }) => correct);
  const program = key?.proof.program;
  if (key === undefined || program === undefined) return [];
  const [head, rest = ''] = program.split('// ---- What comes from outside\n');
  const [outside = '', tail = ''] = rest.split('\n// ---- The code itself');
  const places = [...outside.matchAll(/(?<=[:(,=] ?)(?:true|false|undefined|null|"[^"]*"|\d+)(?=[,;)}\]])/gu)];
  const start = Math.floor(random() * places.length);
  for (const place of [...places.slice(start), ...places.slice(0, start)].slice(0, stubsTried)) {
    const other = place[0] === 'true' ? 'false' : place[0] === 'false' ? 'true' : place[0] === 'undefined' ? '"spoilt"' : 'undefined';
    const spoilt = outside.slice(0, place.index) + other + outside.slice(place.index + place[0].length);
    const changed = `${head ?? ''}// ---- What comes from outside\n${spoilt}\n// ---- The code itself${tail}`;
    if ((await run(changed)) === `${String(key.proof.expected)}\n`) continue;
    const options = item.options.map((option) => (option === key ? { ...option, proof: { ...option.proof, program: changed } } : option));
    return [{ ...item, options }];
  }
  return [];
}

/** One token of the unit is another one since the proof. */
function editedCode({ code }: Item, file: string, random: () => number): readonly string[] {
  const lines = file.split('\n');
  const first = code.firstLine - 1;
  const shown = code.text.split('\n');
  const places = shown.flatMap((text, index) =>
    text === '…' || text.trim().startsWith('//')
      ? []
      : [...text.matchAll(/===|!==|&&|\|\||\?\?|[<>]=?|\b(?:true|false|\d+)\b|\.\w+\(/gu)].map((match) => ({ line: first + index, match })),
  );
  const place = places[Math.floor(random() * places.length)];
  if (place === undefined) return [];
  const { line, match } = place;
  const text = lines[line] ?? '';
  const swapped =
    match[0] === '===' ? '!==' : match[0] === '&&' ? '||' : match[0].startsWith('.') ? `.not${match[0].slice(1)}` : `${match[0]}0`;
  lines[line] = text.slice(0, match.index) + swapped + text.slice(match.index + match[0].length);
  return [lines.join('\n')];
}
