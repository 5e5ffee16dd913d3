import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathTaken } from '../../../src/exercises/kinds/pathTaken.ts';
import { draftsOf } from '../../builders/drafts.ts';
import type { FakeScenario } from '../../fakes/fakeWorld.ts';

const place = `function place(order, limit) {
  if (order.status !== 'open') {
    return 'closed';
  }
  if (order.lines === 0) {
    return 'empty';
  }
  if (order.total > limit) {
    return refuse(order.total);
  }
  return 'placed';
}`;

function call(title: string, status: string, lines: number, total: number): FakeScenario {
  return { title, arguments: [{ status, lines, total }, 10], outside: { refuse: {} } };
}

const calls = [
  call('an order of 20 on the list', 'open', 1, 20),
  call('a closed order', 'shipped', 1, 5),
  call('an order without lines', 'open', 0, 5),
];

test('the way out a call takes is told by its line, and each wrong line ends another call', async () => {
  const drafts = await draftsOf(pathTaken, place, calls);
  const dear = drafts.find((draft) => draft.key.text === 'Line 9');
  assert.equal(dear?.stem, 'Which line ends the call?');
  assert.deepEqual(dear?.distractors.map((option) => option.text).toSorted(), ['Line 3', 'Line 6']);
  assert.deepEqual(dear?.key.shownBy.run.observation.settlement, { kind: 'returns', value: '"the call ends in line 9"' });
});

test('what the ended line does is still done when it names itself', async () => {
  const drafts = await draftsOf(pathTaken, place, calls);
  const effects = drafts.find((draft) => draft.key.text === 'Line 9')?.key.shownBy.run.observation.effects;
  assert.deepEqual(
    effects?.map((effect) => effect.target),
    ['refuse'],
  );
});

test('with fewer than two other ways out that a stated call takes, nothing is asked', async () => {
  assert.deepEqual(await draftsOf(pathTaken, place, calls.slice(0, 2)), []);
});

test('the first way out is no question: nothing has to be followed', async () => {
  const drafts = await draftsOf(pathTaken, place, calls);
  assert.equal(
    drafts.some((draft) => draft.key.text === 'Line 3'),
    false,
  );
});
