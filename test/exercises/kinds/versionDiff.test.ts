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
  assert.match(draft?.stem ?? '', /write fails\. This change alters what this call does\. What does the caller get now\?$/u);
  assert.deepEqual(draft?.key.shownBy.run.observation.settlement, { kind: 'resolves', value: 'null' });
  assert.equal(draft?.distractors[0]?.reason, 'That is what it did before this change.');
});

test('a call that throws is tried too, where either version has a `try`', async () => {
  const old = `async function secret(id) {
  const entry = open(id);
  try {
    return await entry.read();
  } catch {
    return null;
  }
}`;
  const now = old.replace('  const entry = open(id);\n  try {\n', '  try {\n    const entry = open(id);\n');
  const call: FakeScenario = { title: 'plain', arguments: ['a'], outside: { open: { answer: { read: () => '' } } } };
  const drafts = await draftsOf(versionDiff, now, [call], { text: old, name: 'secret' });
  assert.equal(drafts[0]?.key.text, 'The caller gets `null`.');
  assert.match(drafts[0].stem, /Before this change: the caller gets that error\. And now\?$/u);
});

test('a pure refactor gets no question that claims a change', async () => {
  const refactored = before.replaceAll('rows', 'found');
  assert.deepEqual(await draftsOf(versionDiff, refactored, [ordinary], { text: before, name: 'sync' }), []);
});

test('a unit without an earlier version gets none', async () => {
  assert.deepEqual(await draftsOf(versionDiff, after, [ordinary]), []);
});

test('where the other wrong answers suffice, the question says what happened before', async () => {
  const text = `async function sync(store) {
  const rows = await read(store);
  try {
    await write(rows);
  } catch {
    await keep(rows);
  }
  await notify(rows);
}`;
  const old = text.replace('await keep(rows);', 'return;');
  const empty = {
    ...ordinary,
    title: '`store` is empty',
    outside: { ...ordinary.outside, read: { async: true, answer: 'none' }, keep: { async: true } },
  };
  const full = { ...ordinary, outside: { ...ordinary.outside, keep: { async: true } } };
  const drafts = await draftsOf(versionDiff, text, [full, empty], { text: old, name: 'sync' });
  const told = drafts.filter((draft) => draft.stem.includes('Before this change: '));
  assert.equal(told.length > 0, true);
  for (const draft of told) {
    assert.equal(
      draft.distractors.some((option) => option.reason === 'That is what it did before this change.'),
      false,
    );
  }
});

test('one differing call among three is asked for as such', async () => {
  const text = `function state(job) {
  if (job.late) return 'late';
  if (job.open) return 'open';
  return 'done';
}`;
  const call = (name: string, job: object): FakeScenario => ({
    title: name,
    arguments: [job],
    outside: {},
    values: [{ slot: 'argument `job`', value: JSON.stringify(name), source: 'call site' }],
  });
  const drafts = await draftsOf(versionDiff, text, [call('late', { late: true }), call('open', { open: true }), call('done', {})], {
    text: text.replace("'open';", "'waiting';"),
    name: 'state',
  });
  const which = drafts.find((draft) => draft.stem.includes('One of these calls'));
  assert.deepEqual(which?.change, { removed: [{ before: 3, text: "  if (job.open) return 'waiting';" }], added: [3] });
  assert.equal(which?.key.text, 'When `job` is `"open"`');
  assert.deepEqual(
    which?.distractors.map((option) => option.text),
    ['When `job` is `"late"`', 'When `job` is `"done"`'],
  );
});
