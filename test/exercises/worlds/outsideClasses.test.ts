import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openUnitWorld, runWhere, testSandbox, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

test('a value whose declared type is a class from outside answers `instanceof` as one of it', async () => {
  const text = `
declare class Field { name: string }
export function unit(at: Field | string) { return at instanceof Field ? at.name : at.length; }
`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'unit'));
  assert.deepEqual((await runWhere(world, { 'argument `at`': 'a Field' })).run.observation.settlement, { kind: 'returns', value: '"a"' });
  assert.deepEqual((await runWhere(world, { 'argument `at`': '"a"' })).run.observation.settlement, { kind: 'returns', value: '1' });
});

test('where the declared type allows the tested class beside others, both are tried and the test is the source', async () => {
  const text = `
declare class Shape { name: string }
declare class Circle extends Shape { radius: number }
export function unit(shape: Shape) { return shape instanceof Circle ? shape.radius : shape.name; }
`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'unit'));
  const { scenario, run } = await runWhere(world, { shape: 'a Circle' });
  assert.deepEqual(run.observation.settlement, { kind: 'returns', value: '1' });
  const circle = scenario.values.find(({ value }) => value === 'a Circle');
  assert.deepEqual([circle?.source, circle?.from], ['comparison in the code', 'instanceof Circle']);
  assert.deepEqual((await runWhere(world, { shape: 'a Shape' })).run.observation.settlement, { kind: 'returns', value: '"a"' });
});

test('an error of a class of the project is not scripted where the code tells that class from others', async () => {
  const text = `
class Denied extends Error { code = 1 }
export function unit(error: Denied | undefined) { return error instanceof Denied ? error.code : 'fine'; }
`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'unit'));
  for (const scenario of world.scenarios)
    assert.deepEqual(valueOf(await world.run(scenario)).observation.settlement, { kind: 'returns', value: '"fine"' });
});
