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
  // A parameter that is a field is an assignment as well, wherever a printer puts it.
  if (fieldParameters(file).some(([from, to]) => from <= last && to >= first)) return undefined;
  const run = tokensOf(body);
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
  const place = between(run, before, after);
  const asked = own.slice(before.length, own.length - after.length);
  return {
    differs: !isWithin(own, run),
    wholeKept: place === undefined ? inOrder(own, run) : inOrder(asked, place),
    elsewhereKept: inOrder(kept, run),
  };
}

/** How many tokens tell a place from others. */
const anchor = 6;

/** What stands in the program between the end of `before` and the beginning of `after`; `undefined` where one of them is not found. */
function between(run: readonly string[], before: readonly string[], after: readonly string[]): readonly string[] | undefined {
  const lead = before.slice(-anchor);
  const tail = after.slice(0, anchor);
  const at = (wanted: readonly string[], from: number): number =>
    run.findIndex((_, index) => index >= from && wanted.every((token, offset) => run[index + offset] === token));
  const start = lead.length === 0 ? -1 : at(lead, 0);
  const end = tail.length === 0 || start < 0 ? -1 : at(tail, start + lead.length);
  return start < 0 || end < 0 ? undefined : run.slice(start + lead.length, end);
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

const fieldParameter = /(?<=[(,]\s*)(?:(?:public|private|protected|readonly|override)\s+)+(?=[\w$]+\s*[?:,)=])/gu;

/** Node strips no types from a file in which a constructor's parameter is a field: as plain parameters they keep their places. */
function withoutFieldParameters(file: string): string {
  return file.replaceAll(fieldParameter, (words) => words.replaceAll(/\S/gu, ' '));
}

/** 1-based lines of the constructors that have such parameters, up to the end of their parameters. */
function fieldParameters(file: string): readonly (readonly [number, number])[] {
  return [...file.matchAll(fieldParameter)].map(({ index }) => {
    const line = file.slice(0, index).split('\n').length;
    return [line, line] as const;
  });
}

/** Names, numbers, texts and operators; brackets, commas, semicolons and modifiers, which a printer may set anew, are left out. */
function tokensOf(text: string): readonly string[] {
  const bare = text
    .replaceAll('$base', 'super')
    .replaceAll(/(?<![:'"`\w])\/\/.*$/gmu, '')
    .replaceAll(/\.(#[\w$]+)/gu, '["$1"]');
  const found =
    bare.match(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_$][\w$]*|\d[\w.]*|\?\?|\?\.|&&|\|\||[=!<>]=*|=>|\.\.\.|[-+*/%!?:.]/gu) ??
    [];
  return found.map((token) => token.replaceAll("'", '"')).filter((token) => !modifiers.has(token));
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
function isWithin(own: readonly string[], run: readonly string[]): boolean {
  const joined = (tokens: readonly string[]): string => ` ${tokens.join(' ')} `;
  const whole = joined(run);
  return [0, 1, 2, 3].some((skipped) => whole.includes(joined(own.slice(skipped))));
}
