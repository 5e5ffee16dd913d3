import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withinTime } from '../../src/editor/withinTime.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

test('a provider that never answers is not waited for', async () => {
  const clock = createFakeClock();
  const waited = withinTime(new Promise<string>(() => undefined), clock, 4_000);
  clock.advance(4_000);
  assert.equal(await waited, undefined);
});

test('what comes in time is taken', async () => {
  assert.equal(await withinTime(Promise.resolve('here'), createFakeClock(), 4_000), 'here');
});
