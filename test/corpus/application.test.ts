import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { seededRandom, shuffled } from '../../src/exercises/seededRandom.ts';
import { sourceFiles } from './changesBetween.ts';
import { collectItems, type AskedUnit } from './collectItems.ts';
import { applicationRoot } from './corpusPackages.ts';
import { plainCompiler } from './recompiledProblems.ts';
import { concurrently, runProgram } from './runProgram.ts';

const long = process.env['UNDERSTAND_LONG'] === '1';
const seed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
/** Files that are always among the sample: what their callers and unions are for is asked of the compiler. */
const ofTypes = ['src/config.ts', 'src/webhooks.ts'];

let units: readonly AskedUnit[] = [];
const itemsOf = (): readonly AskedUnit['exercises'][number][] => units.flatMap(({ exercises }) => exercises);

before(async () => {
  const drawn = shuffled(sourceFiles(applicationRoot), seededRandom(seed)).filter((path) => !ofTypes.includes(path));
  const files = long ? undefined : new Set([...ofTypes, ...drawn.slice(0, 1)]);
  ({ units } = await collectItems('application', applicationRoot, {
    seed,
    most: Number.POSITIVE_INFINITY,
    max: 12,
    ...(files && { files }),
  }));
});

describe(`questions about a service (${long ? 'all of it' : `a sample with seed ${String(seed)}`})`, () => {
  test('what an answer says of the compiler is what a plain compile of the whole project says', (context) => {
    const recorded = itemsOf().flatMap(({ kind, stem, options }) =>
      options.flatMap(({ text, proof }) =>
        proof.expected?.includes('"mustCause"') === true ? [{ kind, stem, text, expected: proof.expected }] : [],
      ),
    );
    const kinds = new Set(recorded.map(({ kind }) => kind.slice(0, 3)));
    context.diagnostic(`${String(recorded.length)} records of ${[...kinds].join(', ')}`);
    assert.ok(kinds.has('E22') && kinds.has('E28'), `only ${[...kinds].join(', ')}`);
    const compile = plainCompiler(applicationRoot);
    assert.deepEqual(
      recorded.flatMap(({ kind, stem, text, expected }) => compile(expected).map((problem) => `${kind} ${stem} ${text}: ${problem}`)),
      [],
    );
    // A record that does not hold is seen.
    const [some] = recorded.filter(({ expected }) => !expected.includes('"mustCause":[]'));
    assert.ok(some);
    assert.notDeepEqual(compile(some.expected.replace(/"code":\d+/u, '"code":1')), []);
  });

  test('every program prints in plain Node what its option rests on', async (context) => {
    const shown = itemsOf().flatMap(({ stem, options }) =>
      options.flatMap(({ text, proof }) => (proof.program === undefined ? [] : [{ stem, text, ...proof, program: proof.program }])),
    );
    assert.ok(shown.length > 0);
    const printed = await concurrently(shown, 2, async ({ program }) => await runProgram(program));
    context.diagnostic(`${String(shown.length)} programs`);
    assert.deepEqual(
      shown.filter(({ expected }, index) => printed[index] !== `${String(expected)}\n`).map(({ stem, text }) => `${stem} ${text}`),
      [],
    );
  });
});
