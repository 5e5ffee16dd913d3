import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { mutantsOf } from '../../src/exercises/mutants.ts';
import { playPanel } from '../../src/exercises/play/playPanel.ts';
import { replayed } from '../../src/exercises/play/replayed.ts';
import { sameObservation } from '../../src/exercises/wording/runWords.ts';
import type { UnitEdit } from '../../src/exercises/worlds/world.ts';
import { keepTest } from '../../src/stories/keptTest.ts';
import type { Exercise } from '../../src/terms/exercise.ts';
import { endings, installRunner, type Runner } from './keptRunners.ts';
import { packages, sourcesOf } from './packages.ts';
import { corpusStudy, type CorpusUnit } from './units.ts';

/** Under the other runners as well: they are fetched into the temporary folder. */
const long = process.env['UNDERSTAND_LONG'] === '1';
const seed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const wanted = Number(process.env['UNDERSTAND_ITEMS'] ?? (long ? 120 : 4));

const home = mkdtempSync(join(tmpdir(), 'understand-kept-'));
const corpus = corpusStudy((file) => file.replace(join(import.meta.dirname, '../../node_modules'), `${home}/packages`));
after(() => {
  corpus.dispose();
  rmSync(home, { recursive: true, force: true });
});

/** A kept test on the code as it is, and the same on the item's mutant. */
interface Kept {
  readonly name: string;
  readonly today: string;
  readonly mutant: string;
}

/**
 * The packages as projects whose sources Node can load by their own names: relative imports carry their ending, types are taken out while
 * loading. Nothing else of them is changed.
 */
function copyPackages(): void {
  for (const name of packages) {
    const target = `${home}/packages/${name}`;
    cpSync(sourcesOf(name), `${target}/src`, { recursive: true });
    for (const entry of readdirSync(`${target}/src`, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !/\.tsx?$/u.test(entry.name)) continue;
      const named = readFileSync(file, 'utf8').replaceAll(
        /((?:from|import)\s*\(?\s*['"])(\.[^'"]*)(['"])/gu,
        (whole, before: string, specifier: string, end: string) => {
          const found = ['.ts', '.tsx', '/index.ts'].find((ending) =>
            isFile(join(dirname(file), specifier.replace(/\.js$/u, '') + ending)),
          );
          return found === undefined ? whole : `${before}${specifier.replace(/\.js$/u, '')}${found}${end}`;
        },
      );
      writeFileSync(file, named);
    }
    writeFileSync(
      `${target}/tsconfig.json`,
      '{ "compilerOptions": { "strict": true, "module": "preserve", "target": "es2022", "allowImportingTsExtensions": true, "noEmit": true } }',
    );
    writeFileSync(`${target}/package.json`, JSON.stringify({ name, type: 'module', version: '0.0.0' }));
    symlinkSync(join(import.meta.dirname, '../../node_modules'), `${target}/node_modules`);
  }
  writeFileSync(
    `${home}/transpile.mjs`,
    `import { registerHooks, createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
const { ts } = createRequire(${JSON.stringify(import.meta.filename)})('ts-morph');
registerHooks({
  resolve(specifier, context, next) {
    // As the loaders that mocha is used with do: the ending may be left out.
    if (!/^\\.[^?]*\\/[^.?]+$/.test(specifier)) return next(specifier, context);
    try {
      return next(specifier + '.ts', context);
    } catch {
      return next(specifier, context);
    }
  },
  load(url, context, next) {
    if (!/^file:.*\\/src\\/.*\\.tsx?(?:\\?.*)?$/.test(url)) return next(url, context);
    const { outputText } = ts.transpileModule(readFileSync(fileURLToPath(url), 'utf8'), { fileName: fileURLToPath(url), compilerOptions: { target: 99, module: 99, isolatedModules: true, jsx: 2 } });
    return { format: 'module', source: outputText, shortCircuit: true };
  },
});
`,
  );
}

function isFile(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}

const refusals = new Map<string, number>();

/** The item's key as a test, and a variant of the unit that the item, or else the test's own scenario, tells from it. */
async function keptOf({ file, studied }: CorpusUnit, exercise: Exercise, runner: Runner): Promise<Kept | undefined> {
  const key = exercise.options.find(({ correct }) => correct)?.proof;
  const opened = await corpus.study.play(file, studied);
  if (key?.replay === undefined || !opened.ok) return undefined;
  const again = await replayed(opened.value, key.replay, key.expected);
  assert.ok(again.ok, again.ok ? '' : `${studied.located.unit.name}: ${again.reason}`);
  const { play, first } = again.value;
  const panel = await playPanel({ play, file: file.source.file, first });
  assert.ok(panel.ok);
  const root = file.root ?? '';
  const kept = await keepTest(
    { panel: panel.value, play, root },
    { playId: panel.value.id, scenarioId: first },
    {
      readFile: async (asked) =>
        asked.endsWith('package.json')
          ? JSON.stringify({ type: 'module', devDependencies: runner === 'node:test' ? {} : { [runner]: '*' } })
          : undefined,
      listFiles: async () => [],
    },
  );
  if (!kept.ok) {
    const reason = kept.reason.replace(/^No test can be kept of `[^`]+`: /u, '').replaceAll(/`[^`]+`/gu, '`…`');
    refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
    return undefined;
  }
  const edits = await mutantFor(exercise, play, first);
  if (edits === undefined) return undefined;
  const name = `${count}`.padStart(4, '0');
  count += 1;
  const { source } = file;
  const unit = source.file.split('/').at(-1) ?? '';
  const mutated = unit.replace(/(\.tsx?)$/u, `.mutant${name}$1`);
  const changed = edits
    .toSorted((left, right) => right.start - left.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), source.text);
  const folder = dirname(source.file);
  writeFileSync(`${folder}/${mutated}`, changed);
  const ending = endings[runner];
  const today = `${folder}/${unit.replace(/\.tsx?$/u, '')}.kept${name}.${ending}.test.ts`;
  writeFileSync(today, kept.value.text);
  const mutant = today.replace(`.${ending}.test.ts`, `.mutant.${ending}.test.ts`);
  const bare = (path: string): string => path.replace(/\.tsx?$/u, '');
  writeFileSync(
    mutant,
    kept.value.text
      .replaceAll(`'./${unit}'`, `'./${mutated}'`)
      .replace(`await import('./${bare(unit)}')`, `await import('./${bare(mutated)}')`),
  );
  return { name: `${panel.value.path} ${panel.value.unitName}`, today, mutant };
}

let count = 0;

async function mutantFor(
  exercise: Exercise,
  play: Parameters<typeof playPanel>[0]['play'],
  scenarioId: string,
): Promise<readonly UnitEdit[] | undefined> {
  const base = play.rans.find(({ scenario }) => scenario.id === scenarioId);
  const { located } = play.unit;
  const start = located.node.getStart(located.sourceFile);
  const own = exercise.options.flatMap(({ proof: { replay } }) =>
    replay !== undefined && replay.scenario === scenarioId && replay.edits.length > 0
      ? [replay.edits.map((edit) => ({ start: edit.start + start, end: edit.end + start, text: edit.text }))]
      : [],
  );
  for (const edits of [...own, ...mutantsOf(located).map((mutant) => mutant.edits)]) {
    const ran = base && (await play.runs.run(base.scenario, edits));
    if (base !== undefined && ran !== undefined && !sameObservation(ran.run.observation, base.run.observation)) return edits;
  }
  return undefined;
}

/** Names of the test files that pass. */
async function passing(runner: Runner, files: readonly string[]): Promise<ReadonlySet<string>> {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const run = async (command: string, given: readonly string[]): Promise<string> =>
    await new Promise((resolve) => {
      const child = spawn(command, given, { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      child.stdout.on('data', (data: Buffer) => (output += data.toString()));
      child.stderr.on('data', (data: Buffer) => (output += data.toString()));
      child.on('close', () => resolve(output));
    });
  if (runner === 'mocha') {
    const report = `${home}/mocha.json`;
    const mocha = [
      `--import=${home}/transpile.mjs`,
      `${home}/node_modules/mocha/bin/mocha.js`,
      '--timeout=20000',
      '--reporter=json',
      `--reporter-option=output=${report}`,
    ];
    const output = await run(process.execPath, [...mocha, ...files]);
    return passedIn(report, output, (text) => (JSON.parse(text) as { passes: { file: string }[] }).passes.map(({ file }) => file));
  }
  if (runner === 'vitest' || runner === 'jest') {
    const report = `${home}/${runner}.json`;
    const given = { vitest: ['run', '--reporter=json', '--root', home], jest: ['--json', '--rootDir', home, '--testTimeout=20000'] }[
      runner
    ];
    const output = await run(`${home}/node_modules/.bin/${runner}`, [...given, `--outputFile=${report}`]);
    return passedIn(report, output, (text) => {
      const { testResults } = JSON.parse(text) as { testResults: { name: string; status: string }[] };
      return testResults.filter(({ status }) => status === 'passed').map(({ name }) => name);
    });
  }
  const output = await run(process.execPath, [
    '--test',
    '--test-reporter=junit',
    '--test-timeout=20000',
    '--experimental-test-module-mocks',
    '--disable-warning=ExperimentalWarning',
    `--import=${home}/transpile.mjs`,
    ...files,
  ]);
  const passed = [...output.matchAll(/<testcase [^>]*file="([^"]+)"[^>]*\/>/gu)].map((match) => match[1] ?? '');
  if (process.env['UNDERSTAND_VERBOSE'] !== undefined) process.stdout.write(output.slice(0, 60_000));
  return new Set(passed);
}

/** Those that `UNDERSTAND_RUNNERS` names, by commas; all where it says nothing. */
function onlyRunners(all: readonly Runner[]): readonly Runner[] {
  const named = process.env['UNDERSTAND_RUNNERS']?.split(',');
  return all.filter((runner) => named?.includes(runner) !== false);
}

describe(`tests kept of ${wanted} questions that rest on runs (seed ${seed})`, () => {
  const items: { readonly unit: CorpusUnit; readonly exercise: Exercise }[] = [];

  test('questions are found', async () => {
    copyPackages();
    for (const unit of corpus.units(seed)) {
      const { exercises } = await corpus.study.ask(unit.file, unit.studied, { seed: 1, max: 1 });
      for (const exercise of exercises)
        if (exercise.options.some(({ correct, proof }) => correct && proof.replay !== undefined)) items.push({ unit, exercise });
      if (items.length >= wanted) break;
    }
    assert.ok(items.length >= Math.min(wanted, 4));
  });

  for (const runner of long ? onlyRunners(['node:test', 'vitest', 'jest', 'mocha']) : (['node:test'] as const)) {
    test(`a test that could be kept passes today and fails on the mutant under ${runner}`, async (context) => {
      if (runner !== 'node:test') installRunner(runner, home);
      const kept: Kept[] = [];
      refusals.clear();
      for (const { unit, exercise } of items) {
        const found = await keptOf(unit, exercise, runner);
        if (found !== undefined) kept.push(found);
      }
      const passed = await passing(
        runner,
        kept.flatMap(({ today, mutant }) => [today, mutant]),
      );
      const good = kept.filter(({ today, mutant }) => passed.has(today) && !passed.has(mutant));
      context.diagnostic(
        `${runner}: ${items.length} questions, ${kept.length} tests kept, ${good.length} pass today and fail on the mutant`,
      );
      context.diagnostic(
        [...refusals]
          .toSorted((left, right) => right[1] - left[1])
          .map(([reason, times]) => `${times} × ${reason}`)
          .join('; '),
      );
      const bad = kept.filter((entry) => !good.includes(entry));
      context.diagnostic(
        bad
          .map(
            ({ name, today, mutant }) =>
              `${name}: ${passed.has(today) ? '' : 'fails today '}${passed.has(mutant) ? 'passes on the mutant' : ''}`,
          )
          .join('; '),
      );
      // What the product offers has to hold; what it refuses costs a sentence. Node's own module mocks read a few of these sources past the
      // hook that takes their types out, which says nothing of the tests.
      assert.ok(kept.length > 0, 'no test could be kept');
      const least = { vitest: 0.9, 'node:test': long ? 0.8 : 0.5, jest: 0.8, mocha: 0.8 }[runner];
      assert.ok(good.length >= kept.length * least, `${good.length} of ${kept.length}`);
    });
  }
});

function passedIn(report: string, output: string, read: (text: string) => readonly string[]): ReadonlySet<string> {
  if (process.env['UNDERSTAND_VERBOSE'] !== undefined) process.stdout.write(output.slice(0, 60_000));
  try {
    return new Set(read(readFileSync(report, 'utf8')));
  } catch {
    throw new Error(`nothing was reported: ${output.slice(-2_000)}`);
  }
}
