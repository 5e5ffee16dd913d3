import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unshownName } from '../../../src/exercises/gates/shownNames.ts';

const code = 'function close(pool) {\n  if (pool.closed) return;\n  endAll(pool.id);\n}';

test('an answer about something that stands in the code or in the question is understood', () => {
  assert.equal(unshownName(['`endAll` gets `pool.id, "x"`.', 'The caller gets a `TypeError`.'], code, ''), undefined);
  assert.equal(unshownName(['`retries` becomes `2`.'], code, '`retries` is `1`.'), undefined);
});

test('an answer about what only a helper elsewhere does is not asked', () => {
  assert.equal(unshownName(['`pool.socket.end` runs twice.'], code, ''), 'an answer names what is not shown');
});

test('a text in an answer names nothing', () => {
  assert.equal(unshownName(['The caller gets `"some words"`.'], code, ''), undefined);
});
