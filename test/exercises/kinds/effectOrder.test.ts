import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectOrder } from '../../../src/exercises/kinds/effectOrder.ts';
import { draftsOf } from '../../builders/drafts.ts';

test('calls after an await in a callback come later than the line below the callback', async () => {
  const text = `async function flush(jobs) {
  const done = jobs.map(async (job) => {
    await lock(job);
    run(job);
  });
  report();
  await Promise.all(done);
}`;
  const outside = { lock: { async: true }, run: {}, report: {} };
  const [draft] = await draftsOf(effectOrder, text, [{ title: 'two jobs wait', arguments: [['a', 'b']], outside }]);
  assert.equal(draft?.key.text, '`lock` → `lock` → `report` → `run` → `run`');
  for (const option of draft?.distractors ?? []) assert.notDeepEqual(option.shownBy.run.observation, draft?.key.shownBy.run.observation);
});

test('an order that is the written order is not asked', async () => {
  const text = `function start(app) {
  load(app);
  check(app);
  open(app);
}`;
  assert.deepEqual(
    await draftsOf(effectOrder, text, [{ title: 'an app starts', arguments: ['a'], outside: { load: {}, check: {}, open: {} } }]),
    [],
  );
});
