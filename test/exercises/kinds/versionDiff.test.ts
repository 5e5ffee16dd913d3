import assert from 'node:assert/strict';
import { test } from 'node:test';
import { versionDiff } from '../../../src/exercises/kinds/versionDiff.ts';
import { draftsOf } from '../../builders/drafts.ts';
import type { FakeScenario } from '../../fakes/fakeWorld.ts';

const before = `async function sync(store) {
  const rows = await read(store);
  await write(rows);
  await notify(rows);
  return rows;
}`;

const after = `async function sync(store) {
  const rows = await read(store);
  try {
    await write(rows);
  } catch {
    return null;
  }
  await notify(rows);
  return rows;
}`;

const ordinary: FakeScenario = {
  title: '`store` holds one row',
  arguments: ['s'],
  outside: { read: { async: true, answer: 'r' }, write: { async: true }, notify: { async: true } },
};

test('an edit that swallows a failure is found by making that call fail in both versions', async () => {
  const [draft] = await draftsOf(versionDiff, after, [ordinary], { text: before, name: 'sync' });
  assert.match(draft?.stem ?? '', /write fails\. Before this change: the caller gets that error\. And now\?$/u);
  assert.deepEqual(draft?.key.shownBy.run.observation.settlement, { kind: 'resolves', value: 'null' });
  assert.equal(
    draft?.distractors.some((option) => option.text === 'The caller gets that error.'),
    false,
  );
});

test('a pure refactor gets no question that claims a change', async () => {
  const refactored = before.replaceAll('rows', 'found');
  assert.deepEqual(await draftsOf(versionDiff, refactored, [ordinary], { text: before, name: 'sync' }), []);
});

test('a unit without an earlier version gets none', async () => {
  assert.deepEqual(await draftsOf(versionDiff, after, [ordinary]), []);
});
