import { differenceAsRun } from './asRun.ts';
import { statementSpan } from './statementSpan.ts';
import type { Item } from './item.ts';

/**
 * What speaks against a question that offers slips of the code in one stated call: each program differs from the shown code in the named
 * line and nowhere else; the slips that are said to go unseen print what the code as shown prints, and the others do not.
 */
export async function slipProblems(item: Item, file: string, run: (program: string) => Promise<string>): Promise<readonly string[]> {
  const { code, options, stem } = item;
  const range = [code.firstLine, code.firstLine + code.text.split('\n').length - 1] as const;
  const problems: string[] = [];
  for (const { text, proof } of options) {
    const line = Number(/^Line (\d+):/u.exec(text)?.[1]);
    const program = proof.program ?? '';
    const last = endOf(item, line, text);
    const difference = differenceAsRun(file, range, (each) => each >= line && each <= last, program);
    if (difference === undefined) continue;
    if (!difference.differs) problems.push(`${text}: its program runs the code without the slip`);
    else if (!difference.elsewhereKept) problems.push(`${text}: its program alters other lines`);
  }
  const gap = stem.endsWith('gets past it?');
  const wrong = options.filter(({ correct }) => !correct).map(({ proof }) => proof.expected);
  const right = options.find(({ correct }) => correct)?.proof.expected;
  if (!gap && new Set(wrong).size > 1) problems.push('the slips that go unseen do not all show the same');
  const usual = await asShown(item, file, range, run);
  if (usual !== undefined && (usual === `${String(right)}\n`) !== gap) problems.push(`the right slip is ${gap ? 'seen' : 'not seen'}`);
  if (usual !== undefined && wrong.some((expected) => (usual === `${String(expected)}\n`) === gap))
    problems.push(`a wrong slip is ${gap ? 'not seen' : 'seen'}`);
  return problems;
}

/** What the code as shown prints in the stated call: one of the slips is put right in its program. */
async function asShown(
  { options }: Item,
  file: string,
  range: readonly [number, number],
  run: (program: string) => Promise<string>,
): Promise<string | undefined> {
  for (const { text, proof } of options) {
    const candidates = putRight(text, proof.program ?? '', file);
    for (const candidate of candidates) {
      const difference = differenceAsRun(file, range, () => false, candidate);
      // Where Node cannot strip the file, the only place is the place.
      if (difference === undefined ? candidates.length === 1 : !difference.differs) return await run(candidate);
    }
  }
  return undefined;
}

/** The program with the slip put right, once for each place where it may stand. */
function putRight(text: string, whole: string, file: string): readonly string[] {
  const [head = '', rest = ''] = whole.split('// ---- The code itself\n');
  const [program = '', ...tail] = rest.split('\n// ---- What is observed');
  const inside = (code: string): string => [`${head}// ---- The code itself\n${code}`, ...tail].join('\n// ---- What is observed');
  const [, now = '', was = ''] = /: `([^`]+)` for `([^`]+)`$/u.exec(text) ?? [];
  if (was !== '') return replacedOnce(program, now, was).map(inside);
  const forced = /: (always|never) true$/u.exec(text)?.[1];
  if (forced !== undefined) {
    const added = forced === 'always' ? ' || true' : ' && false';
    return replacedOnce(program, added, '').map(inside);
  }
  if (!text.endsWith(': is left out')) return [];
  const line = file.split(/\r?\n/u)[Number(/^Line (\d+):/u.exec(text)?.[1]) - 1] ?? '';
  return [...program.matchAll(/^\s*;$|(?<=\{) ?;(?= ?\})/gmu)].map(({ index, 0: found }) =>
    inside(`${program.slice(0, index)}\n${line.trim()}\n${program.slice(index + found.length)}`),
  );
}

function replacedOnce(text: string, from: string, to: string): readonly string[] {
  const parts = text.split(from);
  return parts.slice(1).map((_, index) => `${parts.slice(0, index + 1).join(from)}${to}${parts.slice(index + 1).join(from)}`);
}

/** A statement that begins in a line may end further down, and so may a condition: down to where its block opens. */
function endOf({ code }: Item, line: number, text: string): number {
  if (!/: (?:always|never) true$/u.test(text)) return line + statementSpan(code, line);
  const lines = code.text.split('\n').slice(line - code.firstLine);
  const opens = lines.findIndex((each) => /\{\s*$|;\s*$|(?<!\?)\?(?![.?])/u.test(each));
  return line + Math.max(0, opens);
}
