import assert from 'node:assert/strict';
import { test } from 'node:test';
import { catchScope } from '../../../src/exercises/kinds/catchScope.ts';
import { draftsOf } from '../../builders/drafts.ts';
import type { FakeScenario } from '../../fakes/fakeWorld.ts';

const outside = { lock: { async: true }, read: { async: true }, run: { async: true }, requeue: {} };
const aJob: FakeScenario = { title: 'a job', arguments: ['j'], outside };

test('a promise that is returned without `await` fails past the catch around it', async () => {
  const text = `async function work(job) {
  try {
    await lock(job);
    await read(job);
    return run(job);
  } catch (error) {
    requeue(job);
  }
}`;
  const [draft] = await draftsOf(catchScope, text, [aJob]);
  assert.equal(draft?.stem, 'Which of these calls can fail without the `catch` of line 6 noticing?');
  assert.equal(draft?.key.text, '`run` in line 5');
  assert.deepEqual(draft?.distractors.map((option) => option.text).toSorted(), ['`lock` in line 3', '`read` in line 4']);
});

test('where every call between the braces is caught, the question would be layout reading', async () => {
  const text = `async function work(job) {
  try {
    await lock(job);
    await read(job);
    return await run(job);
  } catch (error) {
    requeue(job);
  }
}`;
  assert.deepEqual(await draftsOf(catchScope, text, [aJob]), []);
});

test('a call made before the try and awaited inside it lands in the catch', async () => {
  const text = `async function work(job) {
  await lock(job);
  const started = read(job);
  try {
    await started;
  } catch (error) {
    requeue(job);
  }
  await run(job);
}`;
  const [draft] = await draftsOf(catchScope, text, [aJob]);
  assert.equal(draft?.stem, 'Which of these calls, when it fails, lands in the `catch` of line 6?');
  assert.equal(draft?.key.text, '`read` in line 3');
});
