import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../corpus/runProgram.ts';
import { openUnit, runWhere, testSandbox, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

test('a value too long to be told is told by its parts, in the sandbox and in plain Node alike', async () => {
  const text = `export function state(data: string | undefined, retry: boolean) {
  return { data, status: data === undefined ? 'pending' : 'success', options: { retry, text: 'a text that is longer than can be told in one line' } };
}`;
  const { world } = await openUnit(sandbox, text, 'state');
  const { scenario, run } = await runWhere(world, { data: 'undefined' });
  const { settlement } = run.observation;
  assert.ok('value' in settlement && settlement.value.includes('…'));
  assert.equal(settlement.fields?.['status'], '"pending"');
  assert.ok(settlement.fields?.['options.retry'] !== undefined);
  const { program, expected } = valueOf(world.program(scenario, run));
  assert.equal(await runProgram(program), `${expected}\n`);
});
