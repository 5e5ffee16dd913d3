import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../corpus/runProgram.ts';
import { openUnit, testSandbox, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

test('a function that is handed to something from outside is called next, like one that is answered', async () => {
  const text = `export function watch(source: { subscribe(next: (value: number) => void): void }, limit: number, stop: () => void): void {
  let seen = 0;
  source.subscribe((value) => {
    seen += value;
    if (seen >= limit) stop();
  });
}`;
  const { world } = await openUnit(sandbox, text, 'watch');
  const next = await world.answered();
  assert.deepEqual([...new Set(next.map(({ answered }) => answered))], ['the function that it hands to `subscribe`']);
  const runs = await Promise.all(next.map(async (scenario) => valueOf(await world.run(scenario))));
  const stops = runs.map(({ observation }) => observation.effects.some(({ target }) => target === 'stop'));
  assert.deepEqual(new Set(stops), new Set([true, false]));
  for (const [index, run] of runs.entries()) {
    const scenario = next[index];
    assert.ok(scenario);
    const { program, expected } = valueOf(world.program(scenario, run));
    assert.equal(await runProgram(program), `${expected}\n`);
  }
});
