import assert from 'node:assert/strict';
import { test } from 'node:test';
import { takeTurns } from '../../src/stories/takeTurns.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

test('works wanted at once are done one by one, the newest first, and others have their turn between', () => {
  const clock = createFakeClock();
  const done: string[] = [];
  const turns = takeTurns(clock);
  for (const name of ['a', 'b', 'c', 'd']) turns.want(name, () => done.push(name));
  turns.forget('c');
  assert.deepEqual(done, ['a']);
  clock.after(1, () => done.push('a write that was due'));
  clock.advance(30);
  assert.deepEqual(done, ['a', 'a write that was due', 'd']);
  clock.advance(60);
  assert.deepEqual(done, ['a', 'a write that was due', 'd', 'b']);
});

test('a work wanted again while it waits is done once, as it was wanted last', () => {
  const clock = createFakeClock();
  const done: string[] = [];
  const turns = takeTurns(clock);
  turns.want('first', () => done.push('first'));
  turns.want('again', () => done.push('old'));
  turns.want('again', () => done.push('new'));
  clock.advance(1_000);
  assert.deepEqual(done, ['first', 'new']);
  turns.want('later', () => done.push('later'));
  assert.deepEqual(done, ['first', 'new', 'later']);
});
