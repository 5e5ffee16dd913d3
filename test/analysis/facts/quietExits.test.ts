import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quietExits } from '../../../src/analysis/facts/quietExits.ts';
import { sentences, unitIn } from '../unitIn.ts';

test('the effect that an early return skips is named', () => {
  const text =
    'function checkout(order) {\n  if (!order.items.length) return;\n  const total = sum(order);\n  order.pay(total);\n  mail(order);\n}';
  assert.deepEqual(sentences(quietExits, text), [
    '`mail` (line 5) is skipped without an error when `!order.items.length`: line 2 returns first.',
  ]);
});

test('a guard that throws or answers, and a log at the end, stay unmentioned', () => {
  assert.deepEqual(sentences(quietExits, 'function f(a) { if (!a) throw new Error(); save(a); }'), []);
  assert.deepEqual(sentences(quietExits, 'function f(a) { if (!a) return empty(a); save(a); }'), []);
  assert.deepEqual(sentences(quietExits, 'function f(a) { if (!a) return; console.log(a); }'), []);
});

test('an effect that is done with what the guard asks for is no news, one that the guard has nothing to do with is', () => {
  const surprise = (guard: string): number | undefined =>
    quietExits.detect(
      unitIn(`function stop(session) {\n  if (${guard}) return;\n  a();\n  b();\n  c();\n  d();\n  e();\n  clear(session.timer);\n}`),
      {
        callSites: [],
      },
    )[0]?.surprise;
  assert.ok((surprise('!session') ?? 1) < 0.35);
  assert.ok((surprise('queue.closed') ?? 0) >= 0.5);
});
