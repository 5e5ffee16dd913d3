import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effectOrder } from '../../../src/exercises/kinds/effectOrder.ts';
import { draftsOf } from '../../builders/drafts.ts';
import { testSandbox, typedUnit } from '../openUnitWorld.ts';
import { assertProgramsPrint, exercisesOf, keyOf, wrongOf } from './exercisesOf.ts';

const sandbox = testSandbox();

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

test('beside the order stand the orders of who thinks that each callback is waited for, or that none waits', async () => {
  const text = `interface Storage { put(id: string): Promise<string>; index(url: string): Promise<void> }
export async function publish(ids: string[], storage: Storage, announce: (count: number) => void): Promise<number> {
  const uploads = ids.map(async (id) => {
    const url = await storage.put(id);
    await storage.index(url);
  });
  announce(uploads.length);
  await Promise.all(uploads);
  return uploads.length;
}`;
  const asked = await exercisesOf(sandbox, effectOrder, typedUnit(text, 'publish'));
  await assertProgramsPrint(asked);
  const [exercise] = asked;
  assert.ok(exercise);
  assert.match(keyOf(exercise), /`storage\.put` → `announce` → `storage\.index`/);
  assert.ok(
    wrongOf(exercise).some((order) => order.endsWith('→ `announce`')),
    wrongOf(exercise).join(' | '),
  );
});
