import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../corpus/runProgram.ts';
import { openUnit, runWhere, testSandbox, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

test('what is declared never to return throws, and the call says so', async () => {
  const text = `declare function die(code: number): never;
declare const log: (text: string) => void;
export function start(ready: boolean) {
  if (!ready) die(3);
  log('started');
}`;
  const { world } = await openUnit(sandbox, text, 'start');
  const { scenario, run } = await runWhere(world, { ready: 'false' });
  assert.deepEqual(run.observation.settlement, { kind: 'throws', error: 'Error' });
  assert.ok(!run.observation.effects.some(({ target }) => target === 'log'));
  assert.ok(scenario.assumptions.includes('`die` always throws.'));
  const { program, expected } = valueOf(world.program(scenario, run));
  assert.equal(await runProgram(program), `${expected}\n`);
});

test('a member of an enumeration, and a builtin under another name, are what they are', async () => {
  const text = `enum Kind { first = 'x', second = 'y' }
const FIRST = Kind.first;
const { isArray } = Array;
export function kindOf(kind: Kind, list: unknown): string {
  if (kind === FIRST) return 'first';
  return isArray(list) ? 'many' : 'one';
}`;
  const { world } = await openUnit(sandbox, text, 'kindOf');
  const runs = await Promise.all(world.scenarios.map(async (scenario) => valueOf(await world.run(scenario))));
  const values = runs.map(({ observation }) => ('value' in observation.settlement ? observation.settlement.value : ''));
  assert.deepEqual(values.toSorted(), ['"first"', '"many"', '"one"']);
  assert.ok(runs.every(({ boundaryCalls }) => boundaryCalls.length === 0));
});
