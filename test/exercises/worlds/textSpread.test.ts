import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withTextSpread } from '../../../src/exercises/worlds/textSpread.ts';
import { runProgram } from '../../corpus/runProgram.ts';
import { openUnit, runWhere, testSandbox, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

test('a text that is spread into an object gives its letters, in the sandbox as in plain Node', async () => {
  const text = `const spreadOut = (value: string | object) => ({ ...(value as object), kind: 'copy' });
export function copy(value: string | { a: number }) { return typeof value === 'string' ? { ...(value as unknown as object), all: true } : spreadOut(value); }`;
  const { world } = await openUnit(sandbox, text, 'copy');
  const { scenario, run } = await runWhere(world, { value: '"a"' });
  assert.deepEqual(run.observation.settlement, { kind: 'returns', value: '{"0": "a", all: true}' });
  const { program, expected } = valueOf(world.program(scenario, run));
  assert.equal(await runProgram(program), `${expected}\n`);
});

test('only what is spread into an object is touched, inner ones too, and lines stay', () => {
  assert.equal(withTextSpread('f(...list)'), 'f(...list)');
  assert.equal(withTextSpread('const [first, ...rest] = list'), 'const [first, ...rest] = list');
  assert.equal(
    withTextSpread('const a = {\n  ...one,\n  ...{ ...two },\n};'),
    'const a = {\n  ...$spread(one),\n  ...$spread({ ...$spread(two) }),\n};',
  );
});
