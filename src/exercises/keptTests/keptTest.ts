import type { Effect, Settlement } from '../../terms/proof.ts';
import { failure, success, type Result } from '../../terms/result.ts';
import { valueCode, writtenPaths } from '../programs/programValues.ts';
import { valueInWords } from '../wording/callWords.ts';
import { failureClass } from '../worlds/script.ts';
import { eraseTypes } from '../worlds/unitCode.ts';
import { argumentNames } from './argumentNames.ts';
import type { KeptTestRequest } from './keptTestRequest.ts';
import type { OutsideRoot } from './outsideNames.ts';
import { runners } from './runners.ts';
import { helperNames, testHelpers } from './testHelpers.ts';
import type { TestStyle } from './testStyle.ts';
import { inStyle, quoted, relativeImport } from './testText.ts';
import { filledIn, takenImports, takenState, unitLine } from './unitInTest.ts';
import { withoutMark } from '../wording/effectWords.ts';
import { wayToUnit, type WayToUnit } from './wayToUnit.ts';

/**
 * A scenario as a test in the project's own runner: the real unit, imported or taken from its file, with the runner's mocks for what it takes
 * from outside. Fails, in one phrase, where a test could not do what the sandbox did.
 */
export function keptTest(request: KeptTestRequest): Result<string> {
  const { style } = request;
  const refused = refusalOf(request);
  if (refused !== undefined) return failure(refused);
  const way = wayToUnit(request);
  if (!way.ok) return way;
  const isTypeScript = /\.[cm]?tsx?$/u.test(request.testFile);
  const text = textOf(request, way.value);
  return success(inStyle(isTypeScript ? text : withoutTypes(text, request.testFile), style));
}

function refusalOf({ run, style }: KeptTestRequest): string | undefined {
  const code = [run.code, ...run.helperCode].join('\n');
  if (run.script.answered !== undefined) return 'it calls a function that the call answers';
  const { settlement } = run.observation;
  if ('value' in settlement && settlement.fields !== undefined) return 'what it gives is too long to be written out';
  if (run.script.secondCall !== undefined) return 'it takes two calls at once to show it';
  if (run.code.includes('$element')) return 'it draws elements, which need its framework';
  if (/\b(?:set|clear)Timeout\b|\bqueueMicrotask\b/u.test(code)) return 'it waits on timers, which the sandbox keeps in its own way';
  if (style.runner === 'mocha' && /\bDate\b/u.test(code)) return 'it reads the clock, which mocha cannot stop';
  return undefined;
}

function textOf(request: KeptTestRequest, way: WayToUnit): string {
  const { run, style, scenario, title, located } = request;
  const { script, observation } = run;
  const runner = runners[style.runner];
  const code = [run.code, ...run.helperCode].join('\n');
  const expectedCalls = observation.effects.map((effect) => withoutMark(callText(effect)));
  const outcome = withoutMark(outcomeText(observation.settlement));
  const options = {
    written: writtenPaths(observation),
    anew: false,
    numbered: /#\d|…\(\d+\)/u.test(JSON.stringify([expectedCalls, outcome])),
    helper: (name: keyof typeof helperNames) => helperNames[name],
  };
  const outside = way.kind === 'imported' ? way.outside : [];
  const rootsUsed = way.kind === 'imported' ? outside.map(({ root }) => root) : script.roots;
  const parameters = argumentNames(script, [...rootsUsed.map(({ name }) => name), ...Object.values(helperNames)]);
  const values = script.arguments.map((value, index) => `const ${parameters[index]} = ${valueCode(value, options)};`);
  const roots = rootsUsed.map(({ name, value, assigned }) =>
    assigned ? `assigned(${quoted(name)}, ${valueCode(value, options)});` : `const ${name} = ${valueCode(value, options)};`,
  );
  const takesSelf = script.self.kind !== 'primitive' || (way.kind === 'imported' && way.reach.takesSelf);
  const made = [
    ...roots,
    ...(takesSelf ? [`const self = ${valueCode(script.self, options)};`] : []),
    ...(script.base === undefined ? [] : [`const base = ${valueCode(script.base, options)};`]),
    ...values,
  ];
  const callee = way.kind === 'imported' ? way.reach.callee('unit') : 'unit';
  const called = takesSelf ? `${callee}.call(${['self', ...parameters].join(', ')})` : `${callee}(${parameters.join(', ')})`;
  const call = { plain: called, constructs: called, pulls: `pull(${called})`, 'pulls async': `pullAsync(${called})` }[run.calling];
  const body = [
    ...made,
    ...globalsOf(outside, style),
    ...modulesOf(request, outside),
    ...(/\bDate\b/u.test(code) ? [runner.clock("'2026-01-01T00:00:00.000Z'")] : []),
    ...(code.includes('Math.random') ? [runner.random] : []),
    unitLine(request, way, takesSelf),
    '',
    `const outcome = await outcomeOf(() => ${call});`,
    '',
    ...assertions(request, expectedCalls, outcome),
  ];
  const head = [
    ...(way.kind === 'taken' ? takenImports(request) : []),
    ...runner.imports(style),
    '',
    `// Kept from a run of \`${located.unit.name}\` in ${located.unit.path}: ${request.expected === undefined ? 'what it does today' : 'what is expected of it'}.`,
    ...scenario.values.map((value) =>
      comment(`${valueInWords(value)} (${value.source}${value.from === undefined ? '' : `: ${value.from}`})`),
    ),
    ...scenario.assumptions.map(comment),
    ...(way.kind === 'taken' ? [comment(`Taken from the file as it stands there: ${way.why}.`)] : []),
    ...(runner.needs !== undefined && outside.some(({ source }) => source.kind === 'import') ? [comment(runner.needs)] : []),
  ];
  const failing = script.failure;
  const test = [
    `${style.call}(${quoted(request.expected?.title ?? `${located.unit.name}: ${title.replaceAll('`', '')}`)}, async () => {`,
    ...body.map((line) => indented(line)),
    '});',
  ];
  const helpers = helpersFor(
    [...made, call, ...body].join('\n'),
    [...expectedCalls, outcome].some((seen) => isIntricate.test(seen)),
  );
  const usesStubs = helpers.includes('stub');
  return [
    ...head,
    ...(way.kind === 'taken' ? takenState(request) : []),
    'const seen: string[] = [];',
    'const names = new Map<object, string>();',
    ...(usesStubs
      ? [
          'const calls = new Map<string, number>();',
          `const fails: { call?: string; time?: number; with?: string } = ${failing === undefined ? '{}' : `{ call: ${quoted(failing.target)}, time: ${failing.occurrence}, with: ${quoted(failing.with)} }`};`,
          'interface Answers {',
          '  returns?: (n: string) => unknown;',
          '  resolves?: (n: string) => unknown;',
          '  constructs?: (n: string) => unknown;',
          '  anew?: boolean;',
          '}',
          `class ${failureClass} extends Error {}`,
        ]
      : []),
    ...(helpers.includes('asClass') ? ['const prototypes = new Map<string, object>();'] : []),
    '',
    ...test,
    '',
    helpers.map((helper) => filledIn(testHelpers[helper], request)).join('\n\n'),
    '',
  ].join('\n');
}

function assertions({ expected, style }: KeptTestRequest, calls: readonly string[], outcome: string): readonly string[] {
  const { equal } = runners[style.runner];
  if (expected?.kind === 'failure reaches the caller') {
    const ended = outcome.startsWith('returns') ? `throws ${failureClass}` : `rejects ${failureClass}`;
    return [equal('outcome', quoted(ended))];
  }
  if (expected?.kind === 'runs') return [equal(`seen.some((call) => call.startsWith(${quoted(`${expected.target}(`)}))`, 'true')];
  const list = calls.length === 0 ? '[]' : `[\n${calls.map((call) => `  ${quoted(call)},`).join('\n')}\n]`;
  return [equal('seen', list), equal('outcome', quoted(outcome))];
}

function globalsOf(outside: readonly OutsideRoot[], style: TestStyle): readonly string[] {
  return outside.flatMap(({ root, source }) => {
    if (source.kind !== 'global') return [];
    if (style.runner === 'vitest') return [`vi.stubGlobal(${quoted(root.name)}, ${root.name});`];
    return [`Object.defineProperty(globalThis, ${quoted(root.name)}, { value: ${root.name}, configurable: true, writable: true });`];
  });
}

function modulesOf({ style, testFile, unitFile }: KeptTestRequest, outside: readonly OutsideRoot[]): readonly string[] {
  const bySpecifier = new Map<string, OutsideRoot[]>();
  for (const root of outside) {
    if (root.source.kind !== 'import') continue;
    const { specifier } = root.source;
    bySpecifier.set(specifier, [...(bySpecifier.get(specifier) ?? []), root]);
  }
  return [...bySpecifier].flatMap(([specifier, roots]) => {
    const from = specifier.startsWith('.') ? relativeImport(testFile, joined(unitFile, specifier), 'as it is') : specifier;
    const isDefault = roots.some(({ source }) => source.kind === 'import' && source.imported === 'default');
    const exports = roots
      .map(({ root, source }) => {
        if (source.kind !== 'import') return '';
        if (source.imported === '*') return `...${root.name}`;
        return source.imported === root.name ? root.name : `${source.imported}: ${root.name}`;
      })
      .join(', ');
    const replaced = runners[style.runner].module?.(quoted(from), exports, isDefault);
    return replaced === undefined ? [] : [replaced];
  });
}

/** `/shop/src/cart.ts` and `../api/pay` → `/shop/api/pay` */
function joined(file: string, specifier: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** What the short way of writing a value cannot write as the sandbox does. */
const isIntricate =
  /Map\{|Set\{|Date\(|Symbol\(|\(cycle\)|accessor|…|\bempty\b|-0|Promise|\d+n\b|\b[A-Z]\w* \{|"[^"]*": |(?:^|[(,[] ?|: )\/|(?:Weak|Array|Buffer)/u;

function helpersFor(text: string, intricate: boolean): readonly (keyof typeof testHelpers)[] {
  const wanted = new Set<keyof typeof testHelpers>(['outcomeOf', intricate ? 'show' : 'plainShow']);
  const uses = (name: string): boolean => new RegExp(String.raw`(?<![\w$.])${name}\(`, 'u').test(text);
  for (const name of [
    'named',
    'stub',
    'later',
    'same',
    'watched',
    'collection',
    'asClass',
    'pull',
    'pullAsync',
    'assigned',
    'taken',
  ] as const)
    if (uses(name)) wanted.add(name);
  if (uses('instance')) wanted.add('asClass');
  if (wanted.has('stub')) wanted.add('later');
  if (['stub', 'watched', 'collection'].some((name) => wanted.has(name as 'stub'))) wanted.add('named');
  if (['stub', 'watched', 'collection', 'pull', 'pullAsync'].some((name) => wanted.has(name as 'stub'))) wanted.add('note');
  return (Object.keys(testHelpers) as (keyof typeof testHelpers)[]).filter((name) => wanted.has(name));
}

function callText({ kind, target, values }: Effect): string {
  if (kind === 'set') return `${target} = ${values.join(', ')}`;
  if (kind === 'delete') return `delete ${target}`;
  return `${kind === 'new' ? 'new ' : ''}${target}(${values.join(', ')})`;
}

function outcomeText(settlement: Settlement): string {
  if (settlement.kind === 'pending') return 'pending';
  return `${settlement.kind} ${'error' in settlement ? settlement.error : settlement.value}`;
}

function comment(text: string): string {
  return `// ${text.replaceAll(/[\r\n\u2028\u2029]+/gu, ' ')}`;
}

function indented(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}

/** Types go, comments and lines stay. */
function withoutTypes(text: string, file: string): string {
  return `${eraseTypes(text, /\.[cm]?jsx?$/u.exec(file)?.[0]?.replace('j', 't') ?? '.ts').trim()}\n`;
}
