import { stripTypeScriptTypes } from 'node:module';

/** How the code that a program runs differs from the code that the question shows. */
export interface Difference {
  readonly differs: boolean;
  /** Nothing of the shown code is missing; something may have been put in. */
  readonly wholeKept: boolean;
  /** All of the code outside the allowed lines is in the program, in its order. */
  readonly elsewhereKept: boolean;
}

/**
 * Compares the code inside a program, token by token, with lines `first` to `last` of a file. Types are taken out by Node, which keeps
 * every line where it is. `undefined` for what Node cannot strip: JSX, enums, parameters that are fields.
 */
export function differenceAsRun(
  file: string,
  [first, last]: readonly [number, number],
  allowed: (line: number) => boolean,
  program: string,
): Difference | undefined {
  const stripped = strippedLines(file);
  const body = /\/\/ ---- The code itself\n([\s\S]*?)\n\/\/ ---- What is observed/u.exec(program)?.[1];
  if (stripped === undefined || body === undefined) return undefined;
  const lines = stripped.slice(first - 1, last).map((text, index) => ({ tokens: tokensOf(text), line: first + index }));
  const own = lines.flatMap(({ tokens }) => tokens);
  const kept = lines.flatMap(({ tokens, line }) => (allowed(line) ? [] : tokens));
  const run = tokensOf(body);
  return { differs: !isWithin(own, run), wholeKept: inOrder(own, run), elsewhereKept: inOrder(kept, run) };
}

function strippedLines(file: string): readonly string[] | undefined {
  try {
    return stripTypeScriptTypes(file, { mode: 'strip' })
      .replaceAll(/\/\*[\s\S]*?\*\//gu, (comment) => comment.replaceAll(/[^\n]/gu, ' '))
      .split('\n');
  } catch {
    return undefined;
  }
}

/** Names, numbers, texts and operators; brackets, commas, semicolons and modifiers, which a printer may set anew, are left out. */
function tokensOf(text: string): readonly string[] {
  const bare = text.replaceAll(/(?<![:'"`\w])\/\/.*$/gmu, '').replaceAll(/\.(#[\w$]+)/gu, '["$1"]');
  const found =
    bare.match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_$][\w$]*|\d[\w.]*|\?\?|\?\.|&&|\|\||[=!<>]=*|=>|\.\.\.|[-+*/%!?:.]/gu) ??
    [];
  return found.map((token) => token.replaceAll("'", '"')).filter((token) => !modifiers.has(token));
}

const modifiers = new Set(
  'export default public private protected readonly static override declare abstract async function const let var return'.split(' '),
);

/** Whether all tokens stand in the program, in their order. */
function inOrder(own: readonly string[], run: readonly string[]): boolean {
  let at = 0;
  for (const token of run) if (token === own[at]) at += 1;
  return at === own.length;
}

/** Whether the tokens stand in the program side by side, save for a name and brackets that make them a function of their own. */
function isWithin(own: readonly string[], run: readonly string[]): boolean {
  const joined = (tokens: readonly string[]): string => ` ${tokens.join(' ')} `;
  const whole = joined(run);
  return [0, 1, 2, 3].some((skipped) => whole.includes(joined(own.slice(skipped))));
}
