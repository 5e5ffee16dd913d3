import { outcomeAsked, type Printed } from './claims.ts';

interface Answer {
  readonly text: string;
  readonly correct: boolean;
  readonly proof: { readonly program?: string; readonly expected?: string };
}

interface Asked {
  readonly stem: string;
  readonly options: readonly Answer[];
}

/** `A call with a different \`rate\``: each world is that of all others but for what the answer names, and shows what it says of the outcome. */
export async function influenceProblems({ options, stem }: Asked, run: (program: string) => Promise<string>): Promise<readonly string[]> {
  const usual = await run(unvaried(options.map(({ proof }) => proof.program ?? '')));
  const asked = outcomeAsked(stem, JSON.parse(usual) as Printed);
  const asksChange = stem.startsWith('Which of these can change');
  return [
    ...(asked === undefined ? ['what is asked cannot be read'] : []),
    ...options.flatMap((option) => {
      const own = printedBy(option);
      const changes = own !== undefined && outcomeAsked(stem, own) !== asked;
      return changes === (option.correct === asksChange) ? [] : [`${option.text}: ${changes ? 'it makes' : 'it makes no'} difference`];
    }),
    ...options.flatMap((left) => options.flatMap((right) => (left === right ? [] : strayDifferences(left, right)))),
  ];
}

/** The world that each of at least three programs varies in a place of its own: token by token, what most of them hold. */
function unvaried(programs: readonly string[]): string {
  const [start, end] = ['// ---- What comes from outside\n', '\n// ---- The code itself'];
  const parts = programs.map((program) => program.slice(program.indexOf(start), program.indexOf(end)));
  const tokens = parts.map((part) => part.match(/"(?:[^"\\]|\\.)*"|-?[\w$.]+|\s+|./gu) ?? []);
  const [first = []] = tokens;
  const merged = first.map((token, at) => {
    const all = tokens.map((each) => each[at]);
    return all.find((one) => one !== undefined && all.filter((other) => other === one).length * 2 > all.length) ?? token;
  });
  return (programs[0] ?? '').replace(parts[0] ?? '', () => merged.join(''));
}

/** What the worlds of two answers hold differently beside what the answers name. */
function strayDifferences(left: Answer, right: Answer): readonly string[] {
  const [mine, theirs] = [notedIn(left.proof.program ?? ''), notedIn(right.proof.program ?? '')];
  const lastStep = (path: string): string =>
    path
      .replaceAll(/[`\s]|\[\d+\]|\(\)/gu, '')
      .split('.')
      .at(-1) ?? '';
  const named = [left, right].map(({ text }) => lastStep(/`([^`]+)`/u.exec(text)?.[1] ?? ''));
  return [...mine].flatMap(([slot, value]) => {
    const other = theirs.get(slot);
    return other === undefined || other === value || named.includes(lastStep(slot.replace(/^what (`[^`]+`).*$/u, '$1')))
      ? []
      : [`${slot} differs as well`];
  });
}

function printedBy({ proof }: Answer): Printed | undefined {
  return proof.expected === undefined ? undefined : (JSON.parse(proof.expected) as Printed);
}

/** The values that a program says its world holds. */
export function notedIn(program: string): ReadonlyMap<string, string> {
  const noted = new Map<string, string>();
  for (const [, slot = '', value = ''] of program.matchAll(
    /^\/\/ (?:argument )?(`[^`]+`|what `[^`]+` (?:returns|resolves to)) is (.*?) \((?:call site|test|declared type|comparison in the code)/gmu,
  ))
    noted.set(slot, value);
  return noted;
}
