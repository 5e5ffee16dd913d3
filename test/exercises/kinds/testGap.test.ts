import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testGap } from '../../../src/exercises/kinds/testGap.ts';
import { poolSource } from '../../builders/poolSource.ts';
import { testSandbox, typedUnit } from '../openUnitWorld.ts';
import { assertProgramsPrint, exercisesOf, keyOf, wrongOf } from './exercisesOf.ts';

const sandbox = testSandbox();

test('what one test is worth: a slip that gets past it, or the only one that it notices', async () => {
  const asked = await exercisesOf(sandbox, testGap, typedUnit(poolSource, 'Pool.release'));
  await assertProgramsPrint(asked);
  for (const exercise of asked) {
    const expected = (text: string): string | undefined => exercise.options.find((option) => option.text === text)?.proof.expected;
    const seen = new Set(wrongOf(exercise).map(expected));
    assert.ok(!seen.has(expected(keyOf(exercise))));
    if (exercise.stem.includes('does it notice')) assert.equal(seen.size, 1, 'the others all go unseen');
  }
  assert.ok(asked.some(({ stem }) => stem.includes('`this.state` is')));
});

test('one decision and nothing else is no question', async () => {
  const text = 'export function note(on: boolean, log: (text: string) => void): void {\n  if (on) {\n    log("on");\n  }\n}';
  assert.deepEqual(await exercisesOf(sandbox, testGap, typedUnit(text, 'note')), []);
});
