import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decisiveValues } from '../../../src/exercises/gates/decisiveValues.ts';
import type { Draft } from '../../../src/exercises/kinds/exerciseKind.ts';
import { rememberRuns } from '../../../src/exercises/runs.ts';
import { openUnit, testSandbox } from '../openUnitWorld.ts';

const sandbox = testSandbox();

const text = `export function fee(kind: 'a' | 'b', rush: boolean, note: string | undefined, save: (text: string) => void): number {
  if (note !== undefined) save(note);
  if (kind === 'b') return 0;
  return rush ? 20 : 10;
}`;

test('of the values that a call looks at, those count whose change alters the answer', async () => {
  const { world } = await openUnit(sandbox, text, 'fee');
  const runs = rememberRuns({ world, budget: 200 });
  for (const scenario of world.scenarios) {
    const asked = await runs.run(scenario);
    assert.ok(asked);
    const { settlement } = asked.run.observation;
    assert.ok('value' in settlement);
    const option = { text: '', happensWhen: '', reason: '', shownBy: asked };
    const draft: Draft = { stem: '', scenarioClass: '', key: option, distractors: [], lines: [], weight: 1 };
    const found = await decisiveValues({
      draft,
      runs,
      judge: async (again) => {
        const now = await again(asked);
        return now !== undefined && 'value' in now.run.observation.settlement && now.run.observation.settlement.value === settlement.value;
      },
    });
    // What is saved is not asked about, and of a free order it does not matter whether it is in a rush.
    assert.deepEqual(
      found,
      new Set(settlement.value === '0' ? ['argument `kind`'] : ['argument `kind`', 'argument `rush`']),
      scenario.title,
    );
  }
});
