import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepsSeen } from '../../../src/exercises/wording/runSteps.ts';
import { unitOf } from '../../fakes/fakeWorld.ts';

const text = `async function cancel(order) {
  order.status = 'cancelled';
  await releaseAll(order);
  notify(order);
}`;

test('evidence is a step a line, with the lines of the code, and an injected failure is "that error"', () => {
  const failure = { call: { target: 'releaseAll', occurrence: 0 }, with: 'rejects' } as const;
  const steps = stepsSeen(
    {
      scenario: { id: 's', title: '', values: [], assumptions: [], failure },
      edits: [],
      run: {
        observation: {
          effects: [
            { kind: 'set', target: 'order.status', values: ['"cancelled"'] },
            { kind: 'call', target: 'releaseAll', values: ['order'] },
          ],
          settlement: { kind: 'rejects', error: 'ScriptedFailure' },
        },
        executedLines: [2, 3],
        boundaryCalls: [{ target: 'releaseAll', occurrence: 0, line: 3, async: true }],
      },
    },
    unitOf(text).located,
  );
  assert.deepEqual(steps, [
    'line 2: `order.status = "cancelled"`',
    'line 3: `releaseAll(order)` → rejects',
    'the returned promise rejects with that error',
  ]);
});
