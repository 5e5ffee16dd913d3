import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logToCause } from '../../../src/exercises/kinds/logToCause.ts';
import { draftsOf } from '../../builders/drafts.ts';
import type { FakeScenario } from '../../fakes/fakeWorld.ts';

const text = `function access(user) {
  if (user.banned) return false;
  if (user.admin) return true;
  audit(user.name);
  return false;
}`;

function call(title: string, user: object): FakeScenario {
  return {
    title,
    arguments: [user],
    outside: { audit: {} },
    values: [{ slot: 'argument `user`', value: title, source: 'call site', from: 'src/door.ts:3' }],
  };
}

test('exactly one of the offered calls fits what was seen', async () => {
  const drafts = await draftsOf(logToCause, text, [
    call('"banned"', { banned: true }),
    call('"admin"', { admin: true }),
    call('"guest"', { name: 'g' }),
  ]);
  const admitted = drafts.find(
    (draft) => draft.stem === 'After one of these calls of `access`, the caller gets `true`. Which call was it?',
  );
  assert.equal(admitted?.key.text, 'When `user` is `"admin"`');
  assert.deepEqual(
    admitted?.distractors.map((option) => option.text),
    ['When `user` is `"banned"`', 'When `user` is `"guest"`'],
  );
});

test('a clue that fits two calls is not given', async () => {
  const drafts = await draftsOf(logToCause, text, [
    call('"banned"', { banned: true }),
    call('"admin"', { admin: true }),
    call('"guest"', { name: 'g' }),
  ]);
  assert.equal(
    drafts.some((draft) => draft.stem.includes('`false`')),
    false,
  );
});
