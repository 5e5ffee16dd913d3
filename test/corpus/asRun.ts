import { stripTypeScriptTypes } from 'node:module';

/** How the code that a program runs differs from the code that the question shows. */
export interface Difference {
  readonly differs: boolean;
  /** Nothing of the shown code is missing; something may have been put in. */
  readonly wholeKept: boolean;
  /** The code before and after the allowed lines is in the program as it is shown. */
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
  /** A `return` counts as a token; a printer may add one to an arrow function that is an expression. */
  withReturns = false,
): Difference | undefined {
  const stripped = strippedLines(file);
  const body = /\/\/ ---- The code itself\n([\s\S]*?)\n\/\/ ---- What is observed/u.exec(program)?.[1];
  if (stripped === undefined || body === undefined) return undefined;
  // A parameter that is a field is an assignment as well, wherever a printer puts it: the comparison begins behind it.
  const from = Math.max(first, ...fieldParameterLines(file).flatMap((line) => (line >= first && line <= last ? [line + 1] : [])));
  const lines = stripped.slice(from - 1, last).map((text, index) => ({ tokens: tokensOf(text, withReturns), line: from + index }));
  const own = lines.flatMap(({ tokens }) => tokens);
  const run = tokensOf(body, withReturns);
  const before = lines
    .slice(
      0,
      Math.max(
        0,
        lines.findIndex(({ line }) => allowed(line)),
      ),
    )
    .flatMap(({ tokens }) => tokens);
  const after = lines.slice(lines.findLastIndex(({ line }) => allowed(line)) + 1).flatMap(({ tokens }) => tokens);
  const asked = own.slice(before.length, own.length - after.length);
  const place = between(run, before, after, asked.length);
  return {
    differs: !isWithin(own, run),
    wholeKept: place === undefined ? inOrder(own, run) : inOrder(asked, place),
    elsewhereKept: isWithin(before, run) && isWithin(after, run, 0),
  };
}

/** How many tokens tell a place from others. */
const anchor = 6;

/**
 * What stands in the program between the end of `before` and the beginning of `after`; where one of them is empty, `length` tokens next
 * to the other. `undefined` where what is there is not found.
 */
function between(
  run: readonly string[],
  before: readonly string[],
  after: readonly string[],
  length: number,
): readonly string[] | undefined {
  const at = (wanted: readonly string[], from: number): number =>
    run.findIndex((_, index) => index >= from && wanted.every((token, offset) => run[index + offset] === token));
  // The name of a unit that begins right there is another one in the program.
  const lead = [anchor, anchor - 2, 2].map((size) => before.slice(-size)).find((tokens) => at(tokens, 0) >= 0) ?? [];
  const tail = after.slice(0, anchor);
  const leadAt = at(lead, 0);
  const start = leadAt + lead.length;
  const tailAt = at(tail, start);
  if (tailAt < 0 || lead.length + tail.length === 0) return undefined;
  if (lead.length === 0) return run.slice(Math.max(0, tailAt - length), tailAt);
  return run.slice(start, tail.length === 0 ? start + length : tailAt);
}

function strippedLines(file: string): readonly string[] | undefined {
  try {
    return stripTypeScriptTypes(withoutFieldParameters(file), { mode: 'strip' })
      .replaceAll(/\/\*[\s\S]*?\*\//gu, (comment) => comment.replaceAll(/[^\n]/gu, ' '))
      .split('\n');
  } catch {
    return undefined;
  }
}

const fieldParameter = /(?<=(?:[(,]|\*\/)\s*)(?:(?:public|private|protected|readonly|override)\s+)+(?=[\w$]+\s*[?:,)=])/gu;

/** Node strips no types from a file in which a constructor's parameter is a field: as plain parameters they keep their places. */
function withoutFieldParameters(file: string): string {
  return file.replaceAll(fieldParameter, (words) => words.replaceAll(/\S/gu, ' '));
}

/** 1-based lines that hold such a parameter. */
function fieldParameterLines(file: string): readonly number[] {
  return [...file.matchAll(fieldParameter)].map(({ index }) => file.slice(0, index).split('\n').length);
}

/** Names, numbers, texts and operators; brackets, commas, semicolons and modifiers, which a printer may set anew, are left out. */
function tokensOf(text: string, withReturns: boolean): readonly string[] {
  const bare = text
    .replaceAll('$base', 'super')
    .replaceAll(/\/\*[\s\S]*?\*\//gu, '')
    .replaceAll(/(?<![:'"`\w])\/\/.*$/gmu, '')
    .replaceAll(/\.(#[\w$]+)/gu, '["$1"]');
  const found =
    bare.match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_$][\w$]*|\d[\w.]*|\?\?|\?\.|&&|\|\||[=!<>]=*|=>|\.\.\.|[-+*/%!?:.]/gu) ??
    [];
  return found.map((token) => token.replaceAll("'", '"')).filter((token) => !modifiers.has(token) || (withReturns && token === 'return'));
}

const modifiers = new Set(
  'constructor export default public private protected readonly static override declare abstract async function const let var return'.split(
    ' ',
  ),
);

/** Whether all tokens stand in the program, in their order. */
function inOrder(own: readonly string[], run: readonly string[]): boolean {
  let at = 0;
  for (const token of run) if (token === own[at]) at += 1;
  return at === own.length;
}

/** Whether the tokens stand in the program side by side, save for a name and brackets that make them a function of their own. */
function isWithin(own: readonly string[], run: readonly string[], mostSkipped = 3): boolean {
  if (own.length === 0) return true;
  const joined = (tokens: readonly string[]): string => ` ${tokens.join(' ')} `;
  const whole = joined(run);
  return [0, 1, 2, 3].slice(0, mostSkipped + 1).some((skipped) => whole.includes(joined(own.slice(skipped))));
}
