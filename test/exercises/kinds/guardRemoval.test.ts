import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftsOf } from '../../builders/drafts.ts';
import { guardRemoval } from '../../../src/exercises/kinds/guardRemoval.ts';
import type { FakeScenario } from '../../fakes/fakeWorld.ts';

const close = `function close(pool, force) {
  if (pool.closed) return 'closed';
  if (force) {
    abort(pool.id);
  }
  end(pool.id, force ? 0 : 5);
  report(pool.id);
  return 'ended';
}`;

const alreadyClosed: FakeScenario = {
  title: '`pool` is closed already',
  arguments: [{ closed: true, id: 7 }, false],
  outside: { abort: {}, end: {}, report: {} },
};

const open: FakeScenario = { ...alreadyClosed, title: '`pool` is open', arguments: [{ closed: false, id: 7 }, false] };

test('the question about a removed guard asks for the consequence in a call that takes the guard', async () => {
  const [draft] = await draftsOf(guardRemoval, close, [open, alreadyClosed]);
  assert.equal(draft?.stem.startsWith('The `if` in line 2 is gone, its `return` with it. '), true);
  assert.deepEqual(draft?.lines, [[2, 2]]);
  assert.deepEqual(
    draft?.key.shownBy.run.observation.effects.map((effect) => effect.target),
    ['end', 'report'],
  );
});

test('the run with the guard in place is offered as "nothing changes"', async () => {
  const [draft] = await draftsOf(guardRemoval, close, [alreadyClosed]);
  const unchanged = draft?.distractors.find((option) => option.text === 'Nothing changes here.');
  assert.deepEqual(unchanged?.shownBy.run.observation, { effects: [], settlement: { kind: 'returns', value: '"closed"' } });
});

test('where a later check protects the same call, "nothing changes" is the answer', async () => {
  const text = `function drain(queue) {
  if (queue.length === 0) return;
  for (const job of queue) {
    start(job);
    finish(job);
  }
}`;
  const drafts = await draftsOf(guardRemoval, text, [{ title: '`queue` is empty', arguments: [[]], outside: { start: {}, finish: {} } }]);
  for (const draft of drafts) assert.equal(draft.key.text, 'Nothing changes in this call.');
  const busy = `function stop(timer) {
  if (timer.stopped) return null;
  if (timer.paused) resume(timer.id);
  if (!timer.stopped) {
    clear(timer.id);
    report(timer.id);
  }
  return null;
}`;
  const [draft] = await draftsOf(guardRemoval, busy, [
    { title: '`timer` is stopped', arguments: [{ stopped: true, id: 3 }], outside: { resume: {}, clear: {}, report: {} } },
  ]);
  assert.equal(draft?.key.text, 'Nothing changes in this call.');
  assert.equal((draft?.distractors.length ?? 0) >= 2, true);
});

test('a guard that no shown call takes is not asked about', async () => {
  const text = `function close(pool) {
  if (pool.closed) {
    return 'closed';
  }
  end(pool.id);
  report(pool.id);
  return 'ended';
}`;
  assert.deepEqual(await draftsOf(guardRemoval, text, [open]), []);
});
