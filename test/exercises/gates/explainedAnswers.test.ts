import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unexplained } from '../../../src/exercises/gates/explainedAnswers.ts';

const code = "function label(order) {\n  return order.open ? 'open' : order.reason;\n}";

test('a text in an answer stands in the code or among the stated values', () => {
  assert.equal(unexplained(['The caller gets `"open"`.'], code, ''), undefined);
  assert.equal(unexplained(['The caller gets `"late"`.'], code, '`order.reason` is `"late"`.'), undefined);
  assert.equal(unexplained(['The caller gets `"late"`.'], code, '`order.open` is `false`.'), 'a value in the answers is not stated');
});

test('where the code joins texts, the answer may be a new one', () => {
  assert.equal(unexplained(['The caller gets `"order 7"`.'], 'return `order ${id}`;', '`id` is `7`.'), undefined);
});
