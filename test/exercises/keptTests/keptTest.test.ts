import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptTest } from '../../../src/exercises/keptTests/keptTest.ts';
import { testStyle } from '../../../src/exercises/keptTests/testStyle.ts';
import type { Result } from '../../../src/terms/result.ts';
import { openUnit, testSandbox, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

async function kept(text: string, name: string, packageJson: string): Promise<Result<string>> {
  const { located, world } = await openUnit(sandbox, text, name);
  const [scenario] = world.scenarios;
  assert.ok(scenario);
  const run = world.recorded(valueOf(await world.run(scenario)));
  assert.ok(run);
  return keptTest({
    located,
    scenario,
    title: scenario.title,
    run,
    style: testStyle(packageJson, undefined),
    unitFile: '/project/src/unit.ts',
    testFile: '/project/src/unit.kept.test.ts',
  });
}

const vitest = '{ "devDependencies": { "vitest": "4" } }';
const mocha = '{ "devDependencies": { "mocha": "12" } }';
const importing = `import { load } from './load';
export async function twice(id: string): Promise<string> {
  const first = await load(id);
  if (first === '') return 'none';
  return first + first;
}`;

test('what a unit imports is replaced in the runner’s own way, and the unit itself is imported', async () => {
  const text = valueOf(await kept(importing, 'twice', vitest));
  assert.match(text, /^import \{ expect, test, vi \} from 'vitest';$/mu);
  assert.match(text, /vi\.doMock\('\.\/load', async \(original\) => \(\{ \.\.\.\(await original<object>\(\)\), load \}\)\);/u);
  assert.match(text, /await import\('\.\/unit'\)/u);
  assert.match(text, /expect\(seen\)\.toEqual\(\[/u);
});

test('what nothing outside its file can reach is taken from the file, and the test says why', async () => {
  const whys = await Promise.all(
    (
      [
        [importing, 'twice', mocha],
        ['async function hidden(a: number) {\n  if (a > 1) return 2;\n  return 3;\n}\nexport const x = hidden;', 'hidden', vitest],
        [
          'export function outer(n: number) {\n  function inner(a: number) {\n    if (a > n) return 2;\n    return 3;\n  }\n  return inner;\n}',
          'outer.inner',
          vitest,
        ],
        ['let total = 0;\nexport function add(n: number) {\n  if (n > 3) return total;\n  total += n;\n  return total;\n}', 'add', vitest],
        ['export class A {\n  #n = 1;\n  get(a: boolean) {\n    if (a) return this.#n;\n    return 0;\n  }\n}', 'A.get', vitest],
      ] as const
    ).map(async ([text, name, style]) => {
      const written = valueOf(await kept(text, name, style));
      assert.match(written, /const unit = taken\(/u);
      return /^\/\/ Taken from the file as it stands there: (.+)\.$/mu.exec(written)?.[1];
    }),
  );
  assert.deepEqual(whys, [
    'mocha has no way of its own to replace what `load` is imported from',
    '`hidden` is not exported, so a test cannot import it',
    'it is made anew inside another function, so a test cannot reach it',
    'it writes to `total`, which only its own file can set',
    'it uses private fields, which a test cannot set',
  ]);
});

test('where a test cannot do what the sandbox did, one phrase says why', async () => {
  const reasons = await Promise.all(
    (
      [
        ['export function later(a: () => void, n: number) {\n  if (n > 1) setTimeout(a, n);\n  return n;\n}', 'later'],
        [
          'export class Till {\n  open: boolean;\n  total: number;\n  constructor(open: boolean) {\n    this.open = open;\n    if (open) this.total = 1;\n    else this.total = 0;\n  }\n}',
          'Till.constructor',
        ],
      ] as const
    ).map(async ([text, name]) => {
      const result = await kept(text, name, vitest);
      return result.ok ? 'kept' : result.reason;
    }),
  );
  assert.deepEqual(reasons, [
    'it waits on timers, which the sandbox keeps in its own way',
    'it sets up its own object, which a test cannot stand in for',
  ]);
});
