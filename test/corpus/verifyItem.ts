import { differenceAsRun } from './asRun.ts';
import { holds, type Printed } from './claims.ts';
import { influenceProblems, notedIn } from './influenceProblems.ts';
import type { Item } from './item.ts';
import { slipProblems } from './slipProblems.ts';
import { statementSpan } from './statementSpan.ts';

type Option = Item['options'][number];

/**
 * What speaks against a question, judged from its text, the file it asks about and what its programs print; nothing of the product is
 * used. Empty means that nothing does.
 *
 * @param file the whole file as it is now
 * @param run prints what a program prints
 */
export async function itemProblems(shown: Item, file: string, run: (program: string) => Promise<string>): Promise<readonly string[]> {
  const item = asRecorded(shown);
  const shape = shapeProblems(item, file);
  if (shape.length > 0) return shape;
  const problems: string[] = [];
  for (const option of item.options) {
    const { program, expected } = option.proof;
    if (program === undefined) continue;
    const printed = await run(program);
    if (printed !== `${String(expected)}\n`) return [`${option.text}: its program prints something else`];
  }
  const claims = item.kind.startsWith('E31') ? await influenceProblems(item, run) : claimProblems(item);
  problems.push(...claims, ...worldProblems(item, file));
  if (item.kind.startsWith('E41')) problems.push(...(await slipProblems(item, file, run)));
  return problems;
}

/** The code's own name for an answer, `const order = await loadOrder(…)`, is `loadOrder()` in what a program prints. */
function asRecorded(item: Item): Item {
  const held = [...item.code.text.matchAll(/\bconst (\w+)(?:: [^=\n]+)? = (?:await )?([\w$.#]+)\(/gu)];
  const parts = [...item.code.text.matchAll(/\bconst \[([^\]=]+)\](?:: [^=\n]+)? = ([\w$.#]+)(?:<[^(\n]*>)?\(/gu)].flatMap(
    ([, names = '', call = '']) => names.split(',').map((name, index) => [name.trim(), `${call}()[${String(index)}]`] as const),
  );
  const recorded = (given: string): string => {
    const text = parts.reduce(
      (told, [name, part]) =>
        name === '' ? told : told.replaceAll(new RegExp(`\`${name.replaceAll('$', '\\$')}(?=[\`.[])`, 'gu'), () => `\`${part}`),
      given,
    );
    return held.reduce(
      (told, [, name = '', call = '']) => told.replaceAll(`\`${name}.`, `\`${call}().`).replaceAll(`\`${name}[`, `\`${call}()[`),
      text,
    );
  };
  return {
    ...item,
    stem: recorded(item.stem),
    assumptions: item.assumptions.map(recorded),
    options: item.options.map((option) => ({ ...option, text: recorded(option.text) })),
  };
}

function shapeProblems({ options, code }: Item, file: string): readonly string[] {
  const right = options.filter(({ correct }) => correct);
  const shown = code.text.split('\n');
  const there = file.split(/\r?\n/u).slice(code.firstLine - 1, code.firstLine - 1 + shown.length);
  return [
    ...(right.length === 1 ? [] : [`${String(right.length)} right options`]),
    ...(new Set(options.map(({ text }) => text)).size === options.length ? [] : ['two options read the same']),
    ...(shown.some((line, index) => line !== '…' && line !== there[index]) ? ['the code is no longer what the question shows'] : []),
  ];
}

function printedBy({ proof }: Option): Printed | undefined {
  return proof.program === undefined || proof.expected === undefined ? undefined : (JSON.parse(proof.expected) as Printed);
}

/** The right option holds of the asked run, the wrong ones do not, and each holds of its own. */
function claimProblems(item: Item): readonly string[] {
  const key = item.options.find(({ correct }) => correct);
  const asked = key && printedBy(key);
  const ofCompiler = compilerProblems(item);
  if (asked === undefined || ofCompiler.length > 0) return ofCompiler;
  return item.options.flatMap((option) => {
    const own = printedBy(option);
    const ofAsked = holds(option.text, asked);
    const ofOwn = own === undefined ? undefined : holds(option.text, own);
    return [
      ...(option.correct && ofAsked === false ? [`${option.text}: not so in the asked run`] : []),
      ...(!option.correct && ofAsked === true ? [`${option.text}: holds in the asked run as well`] : []),
      ...(ofOwn === false ? [`${option.text}: not so in its own run`] : []),
      ...(!option.correct && own !== undefined && JSON.stringify(own) === JSON.stringify(asked)
        ? [`${option.text}: shows the asked run`]
        : []),
      ...clueProblems(item, option, own),
    ];
  });
}

/** `After one of these calls, X. Which call was it?` and `After the merge: X. Which line is missing?` */
function clueProblems({ stem, kind }: Item, option: Option, own: Printed | undefined): readonly string[] {
  if (own === undefined) return [];
  const clue = /^After one of these calls of `[^`]+`, (.*)\. Which call was it\?$/u.exec(withoutOpening(stem))?.[1];
  const symptom = /After the merge: (.*)\. Which line is missing\?$/u.exec(stem)?.[1];
  const told = clue ?? symptom;
  if (told !== undefined) {
    const shows = holds(`${told}.`, own);
    return shows !== undefined && shows !== option.correct
      ? [`${option.text}: its run ${shows ? 'shows' : 'does not show'} what is asked for`]
      : [];
  }
  if (kind.startsWith('E02')) {
    const { settlement } = own;
    const line = /^Line (\d+)$/u.exec(option.text)?.[1] ?? '';
    return settlement.value !== undefined && settlement.value !== JSON.stringify(`the call ends in line ${line}`)
      ? [`${option.text}: the run ends elsewhere`]
      : [];
  }
  if (kind.startsWith('E13')) {
    const lands = own.settlement.error === 'EvalError';
    const wanted = /lands in/u.test(stem) === option.correct;
    return lands === wanted ? [] : [`${option.text}: its failure goes the other way`];
  }
  return [];
}

const withoutOpening = (stem: string): string => stem.slice(Math.max(0, stem.indexOf('After one of these calls')));

/** An answer about the compiler rests on a record: exactly one of the answers agrees with it. */
function compilerProblems({ options, kind, stem }: Item): readonly string[] {
  return options.flatMap(({ text, correct, proof }) => {
    const record = recordIn(proof.expected);
    if (record === undefined) return [];
    if (kind.startsWith('E28')) {
      const asksStill = /can still be/u.test(stem);
      return record.mustCause.length > 0 === (asksStill === correct) ? [] : [`${text}: the compiler's record says otherwise`];
    }
    if (kind.startsWith('E22')) {
      const asksClean = /still compiles/u.test(stem);
      return (record.mustCause.length === 0) === (asksClean === correct) ? [] : [`${text}: the compiler's record says otherwise`];
    }
    const saysError = /compile|compiler/iu.test(text) && !text.startsWith('It compiles');
    const holdsSo = saysError === record.mustCause.length > 0;
    return holdsSo === correct ? [] : [`${text}: the compiler's record says otherwise`];
  });
}

function recordIn(expected: string | undefined): { readonly mustCause: readonly unknown[] } | undefined {
  if (expected?.includes('"mustCause"') !== true) return undefined;
  return JSON.parse(expected) as { mustCause: unknown[] };
}

/** The program of the right option runs the world that the question states: its code, its edit, its failure, its values. */
function worldProblems(item: Item, file: string): readonly string[] {
  const program = item.options.find(({ correct }) => correct)?.proof.program;
  // Where the options are calls, failures or lost lines, each has a world of its own.
  if (program === undefined || /^E(?:13|34|36)/u.test(item.kind)) return [];
  // Each option of a question about slips is held against the code on its own.
  const instrumented = /^E(?:02|41)/u.test(item.kind);
  return [
    ...(instrumented ? [] : codeProblems(item, file, program)),
    ...failureProblems(item.stem, program),
    ...valueProblems(item, program),
  ];
}

/** `Suppose line 5 had \`>\` instead of \`>=\`.`: the code with just this written otherwise, once for each place in the line. */
function supposed(stem: string, file: string): readonly string[] | undefined {
  const [, line = '', now = '', was = ''] = /Suppose line (\d+) had `([^`]+)` instead of `([^`]+)`/u.exec(stem) ?? [];
  if (line === '') return undefined;
  const lines = file.split('\n');
  const text = lines[Number(line) - 1] ?? '';
  const places = text.split(was).length - 1;
  return Array.from({ length: places }, (_, place) => {
    const parts = text.split(was);
    const changed = `${parts.slice(0, place + 1).join(was)}${now}${parts.slice(place + 1).join(was)}`;
    return lines.with(Number(line) - 1, changed).join('\n');
  });
}

function codeProblems(item: Item, file: string, program: string): readonly string[] {
  const { code, stem } = item;
  const range = [code.firstLine, code.firstLine + code.text.split('\n').length - 1] as const;
  const slips = supposed(stem, file);
  if (slips !== undefined) {
    const found = slips.map((slip) => differenceAsRun(slip, range, () => false, program));
    const isKnown = found.some((difference) => difference !== undefined);
    return isKnown && !found.some((difference) => difference?.differs === false)
      ? ['the program runs another slip than the stated one']
      : [];
  }
  const named = namedLines(stem);
  const allowed = (line: number): boolean => named.some(([from, to]) => line >= from && line <= to + statementSpan(code, to));
  const difference = differenceAsRun(file, range, allowed, program);
  if (difference === undefined) return [];
  if (item.kind.startsWith('E38')) {
    const line = Number(/The `return` in line (\d+) got lost/u.exec(stem)?.[1] ?? '0');
    const lines = file.split('\n');
    const lost = line === 0 ? file : lines.with(line - 1, (lines[line - 1] ?? '').replace(/\breturn\b/u, '')).join('\n');
    const asStated = differenceAsRun(lost, range, () => false, program, true);
    return asStated?.differs === true ? ['the program returns elsewhere than the question says'] : [];
  }
  const isEdited = /is gone|got lost|gets lost|is dropped|always ran|Suppose|loses/u.test(stem);
  if (!isEdited) return difference.differs ? ['the program runs other code than is shown'] : [];
  return [
    ...(difference.differs && !difference.wholeKept ? [] : ['the program runs the code without the stated edit']),
    ...(difference.elsewhereKept ? [] : ['the program alters other lines than the stated ones']),
  ];
}

function namedLines(stem: string): readonly (readonly [number, number])[] {
  return [...stem.matchAll(/\blines? (\d+)(?:–(\d+))?/giu)].map(([, from, to]) => [Number(from), Number(to ?? from)] as const);
}

function failureProblems(stem: string, program: string): readonly string[] {
  const injected = /^const \$failure = (.*);$/mu.exec(program)?.[1];
  const failure =
    injected === undefined || injected === 'undefined' ? undefined : (JSON.parse(injected) as { target: string; with: string });
  const stated = [...stem.matchAll(/`([^`]+)`(?: in line \d+)? (rejects|throws|fails)\b/gu)].map(([, target, how]) => ({ target, how }));
  if (failure === undefined) return stated.length > 0 && !/Which of these calls/u.test(stem) ? ['nothing fails in the program'] : [];
  return stated.some(({ target }) => target === failure.target) ? [] : ['something fails in the program that the question does not say'];
}

/** `\`force\` is \`true\`` in the question, `// argument \`force\` is true` in the program. */
function valueProblems({ stem, assumptions }: Item, program: string): readonly string[] {
  const noted = notedIn(program);
  const stated = [stem, ...assumptions].join(' ');
  const problems: string[] = [];
  for (const [, path = '', told = ''] of stated.matchAll(
    /`([\w$.#[\]]+)` (has (?:one|\d+) items?|is empty|(?:is|returns|resolves to) (?:`[^`]+`|(?:an? )?(?:object|function|array of (?:one|\d+) items?)\b))/gu,
  )) {
    const [how = ''] = /^returns|^resolves to/u.exec(told) ?? [];
    const known = noted.get(how === '' ? `\`${path}\`` : `what \`${path}\` ${how}`);
    if (known !== undefined && plainly(known) !== plainly(told)) problems.push(`\`${path}\` is ${known} in the program, and here: ${told}`);
  }
  return problems;
}

/** `an array of 2 items` and `has 2 items` → `2 items`; ``is `1` `` and `1` → `1`. */
function plainly(told: string): string {
  const value = /`([^`]+)`$/u.exec(told)?.[1];
  if (value !== undefined) return value;
  if (/empty/u.test(told)) return 'empty';
  const count = /(one|\d+) items?$/u.exec(told)?.[1];
  return count === undefined ? told.replace(/^(?:is|returns|resolves to) /u, '').replace(/^an? /u, '') : `${count} items`;
}
