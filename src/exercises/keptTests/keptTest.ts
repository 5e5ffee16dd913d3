import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { Effect, Settlement } from '../../terms/proof.ts';
import { failure, success, type Result } from '../../terms/result.ts';
import { valueCode, writtenPaths } from '../programs/programValues.ts';
import { valueInWords } from '../wording/callWords.ts';
import { failureClass } from '../worlds/script.ts';
import { eraseTypes } from '../worlds/unitCode.ts';
import type { RecordedRun, RunnableScenario } from '../worlds/world.ts';
import { outsideNames, type OutsideRoot } from './outsideNames.ts';
import { runners } from './runners.ts';
import { helperNames, testHelpers } from './testHelpers.ts';
import type { TestStyle } from './testStyle.ts';
import { inStyle, relativeImport } from './testText.ts';
import { unitReach, type UnitReach } from './unitReach.ts';

export interface KeptTestRequest {
  readonly located: LocatedUnit;
  readonly scenario: RunnableScenario;
  readonly title: string;
  readonly run: RecordedRun;
  readonly style: TestStyle;
  /** Absolute paths. */
  readonly unitFile: string;
  readonly testFile: string;
  /** What the test asks for instead of what happens today. */
  readonly expected?: Expectation;
}

/** What is expected where today's code does something else. */
export type Expectation = { readonly title: string } & (
  | { readonly kind: 'failure reaches the caller' }
  /** A call to it is among what is seen. */
  | { readonly kind: 'runs'; readonly target: string }
);

/**
 * A scenario as a test in the project's own runner: the real unit, imported, with the runner's mocks for what it takes from outside. Fails,
 * in one phrase, where a test could not do what the sandbox did.
 */
export function keptTest(request: KeptTestRequest): Result<string> {
  const { located, run, style } = request;
  const refused = refusalOf(request);
  if (refused !== undefined) return failure(refused);
  const reach = unitReach(located);
  if (!reach.ok) return reach;
  const outside = outsideNames(run, located.sourceFile);
  if (!outside.ok) return outside;
  const runner = runners[style.runner];
  const modules = outside.value.filter(({ source }) => source.kind === 'import');
  if (modules.length > 0 && runner.module === undefined)
    return failure(`${style.runner} has no way of its own to replace what \`${modules[0]?.root.name}\` is imported from`);
  const isTypeScript = /\.[cm]?tsx?$/u.test(request.testFile);
  const text = textOf(request, reach.value, outside.value);
  return success(inStyle(isTypeScript ? text : withoutTypes(text, request.testFile), style));
}

function refusalOf({ run, style }: KeptTestRequest): string | undefined {
  const code = [run.code, ...run.helperCode].join('\n');
  if (run.script.secondCall !== undefined) return 'it takes two calls at once to show it';
  if (run.script.base !== undefined) return 'it calls the class it derives from, which a test cannot stand in for';
  if (/\["#[\w$]+"\]/u.test(run.code)) return 'it uses private fields, which a test cannot set';
  if (run.code.includes('$element')) return 'it draws elements, which need its framework';
  if (/\b(?:set|clear)Timeout\b|\bqueueMicrotask\b/u.test(code)) return 'it waits on timers, which the sandbox keeps in its own way';
  if (style.runner === 'mocha' && /\bDate\b/u.test(code)) return 'it reads the clock, which mocha cannot stop';
  return undefined;
}

function textOf(request: KeptTestRequest, reach: UnitReach, outside: readonly OutsideRoot[]): string {
  const { run, style, scenario, title, located } = request;
  const { script, observation } = run;
  const runner = runners[style.runner];
  const code = [run.code, ...run.helperCode].join('\n');
  const expectedCalls = observation.effects.map(callText);
  const outcome = outcomeText(observation.settlement);
  const options = {
    written: writtenPaths(observation),
    anew: false,
    numbered: /#\d|…\(\d+\)/u.test(JSON.stringify([expectedCalls, outcome])),
    helper: (name: keyof typeof helperNames) => helperNames[name],
  };
  const parameters = argumentNames(script, [...outside.map(({ root }) => root.name), ...Object.values(helperNames)]);
  const values = script.arguments.map((value, index) => `const ${parameters[index]} = ${valueCode(value, options)};`);
  const roots = outside.map(({ root }) => `const ${root.name} = ${valueCode(root.value, options)};`);
  const self = reach.takesSelf || script.self.kind !== 'primitive' ? [`const self = ${valueCode(script.self, options)};`] : [];
  const made = [...roots, ...self, ...values];
  const holder = `unit`;
  const takesSelf = reach.takesSelf || script.self.kind !== 'primitive';
  const called = takesSelf
    ? `${reach.callee(holder)}.call(${['self', ...parameters].join(', ')})`
    : `${reach.callee(holder)}(${parameters.join(', ')})`;
  const call = { plain: called, constructs: called, pulls: `pull(${called})`, 'pulls async': `pullAsync(${called})` }[run.calling];
  const unitImport = quoted(relativeImport(request.testFile, request.unitFile, style.imports));
  const name = reach.exported === 'default' ? 'default' : reach.exported;
  const body = [
    ...made,
    ...globalsOf(outside, style),
    ...modulesOf(request, outside),
    ...(/\bDate\b/u.test(code) ? [runner.clock("'2026-01-01T00:00:00.000Z'")] : []),
    ...(code.includes('Math.random') ? [runner.random] : []),
    `const { ${name}: unit }: any = await import(${unitImport});`,
    '',
    `const outcome = await outcomeOf(() => ${call});`,
    '',
    ...assertions(request, expectedCalls, outcome),
  ];
  const head = [
    ...runner.imports(style),
    '',
    `// Kept from a run of \`${located.unit.name}\` in ${located.unit.path}: ${request.expected === undefined ? 'what it does today' : 'what is expected of it'}.`,
    ...scenario.values.map((value) =>
      comment(`${valueInWords(value)} (${value.source}${value.from === undefined ? '' : `: ${value.from}`})`),
    ),
    ...scenario.assumptions.map(comment),
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
    'const seen: string[] = [];',
    'const names = new WeakMap<object, string>();',
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
    helpers.map((helper) => testHelpers[helper].replace('MOCK', runner.mock)).join('\n\n'),
    '',
  ].join('\n');
}

/** Arguments by the names of their parameters, where those mean nothing else in the test. */
function argumentNames({ arguments: values }: RecordedRun['script'], taken: readonly string[]): readonly string[] {
  const used = new Set([
    ...taken,
    'unit',
    'self',
    'outcome',
    'seen',
    'names',
    'calls',
    'fails',
    'show',
    'note',
    'text',
    'pull',
    'test',
    'it',
    'mock',
    'assert',
    'expect',
    'vi',
    'jest',
  ]);
  return values.map((value, index) => {
    const named = 'path' in value && /^[a-z_$][\w$]*$/u.test(value.path) && !isReserved(value.path) ? value.path : `argument${index + 1}`;
    const name = used.has(named) ? `argument${index + 1}` : named;
    used.add(name);
    return name;
  });
}

function isReserved(name: string): boolean {
  return /^(?:arguments|await|break|case|catch|class|const|default|delete|do|else|enum|eval|export|extends|false|for|function|if|import|in|instanceof|let|new|null|package|private|protected|public|return|static|super|switch|this|throw|true|try|typeof|undefined|var|void|while|with|yield|any|string|number|boolean|object|unknown)$/u.test(
    name,
  );
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
  for (const name of ['named', 'stub', 'later', 'watched', 'collection', 'asClass', 'pull', 'pullAsync'] as const)
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

function quoted(text: string): string {
  const plain = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `'${plain.replaceAll("'", "\\'")}'`;
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
