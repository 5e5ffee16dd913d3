import assert from 'node:assert/strict';
import { test } from 'node:test';
import { symptomToLine } from '../../../src/exercises/kinds/symptomToLine.ts';
import { whyLine } from '../../../src/exercises/kinds/whyLine.ts';
import { draftsOf } from '../../builders/drafts.ts';
import type { FakeScenario } from '../../fakes/fakeWorld.ts';

const settle = `function settle(pending, id) {
  const known = pending.includes(id);
  pending.splice(pending.indexOf(id), 1);
  if (known) {
    pending.unshift('x');
    pending.shift();
  }
  close(id);
  if (pending.length === 0) {
    idle(id);
  }
  return pending.length;
}`;

const lastOne: FakeScenario = { title: 'one request is open', arguments: [['r1'], 'r1'], outside: { close: {}, idle: {} } };

test('a line is explained by what its absence does elsewhere', async () => {
  const drafts = await draftsOf(whyLine, settle, [lastOne]);
  const splice = drafts.find((draft) => draft.lines[0]?.[0] === 3);
  assert.equal(splice?.stem.startsWith('Line 3 got lost in a merge. '), true);
  assert.equal(splice?.key.text.includes('never runs') || splice?.key.text.includes('gets `1`'), true);
});

test('that a removed call never runs is no question', async () => {
  const text = `function leave(room) {
  unlock(room);
  report(room);
  light(room);
}`;
  assert.deepEqual(
    await draftsOf(whyLine, text, [{ title: 'a room is left', arguments: ['r'], outside: { unlock: {}, report: {}, light: {} } }]),
    [],
  );
});

test('a symptom leads to one of the lines that ran, and each wrong line shows something else', async () => {
  const drafts = await draftsOf(symptomToLine, settle, [lastOne]);
  for (const draft of drafts) {
    assert.equal(draft.ordered, true);
    for (const option of draft.distractors) {
      assert.match(option.text, /^Line \d+$/);
      assert.notDeepEqual(option.shownBy.run.observation, draft.key.shownBy.run.observation);
    }
  }
  assert.equal(
    drafts.some((draft) => draft.key.text === 'Line 6'),
    true,
  );
});

test('a line that this call runs and could do without, though another call cannot, is one whose loss changes nothing', async () => {
  const text = `function close(pool, force) {
  let reason = 'idle';
  beginClosing(pool.id);
  reason = pool.busy;
  if (force) {
    finish(reason);
  }
  reportClosed(pool.id);
  return pool.id;
}`;
  const outside = { beginClosing: {}, finish: {}, reportClosed: {} };
  const drafts = await draftsOf(whyLine, text, [
    { title: 'not forced', arguments: [{ id: 7, busy: 'busy' }, false], outside },
    { title: 'forced', arguments: [{ id: 7, busy: 'busy' }, true], outside },
  ]);
  const idle = drafts.filter(({ key }) => key.text === 'Nothing changes in this call.');
  assert.deepEqual(
    idle.map(({ stem, scenarioClass }) => [stem, scenarioClass]),
    [['Line 4 got lost in a merge. What comes of it in this call?', 'lines 3 not forced']],
  );
  assert.ok((idle[0]?.distractors.length ?? 0) >= 2);
});
