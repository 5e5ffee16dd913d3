import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersTwice } from '../../../src/analysis/facts/answersTwice.ts';
import { sentences } from '../unitIn.ts';

const handler = (body: string): string => `export async function getOrder(req, res, next) {\n${body}\n}`;

test('a branch that answers and lets the handler go on answers twice', () => {
  const text = handler(
    'const order = await load(req.params.id);\nif (!order) {\n  res.status(404).json({ error: "none" });\n}\nlog(order);\nres.json(order);',
  );
  assert.deepEqual(sentences(answersTwice, text), [
    'When `!order`, the request is answered on line 4 and once more on line 7: nothing ends the handler between.',
  ]);
});

test('an answer that ends the handler, an else, or an answer that not every call reaches is no second answer', () => {
  const said = (body: string): readonly string[] => sentences(answersTwice, handler(body));
  assert.deepEqual(said('if (!order) { res.sendStatus(404); return; }\nres.json(order);'), []);
  assert.deepEqual(said('if (!order) return res.sendStatus(404);\nres.json(order);'), []);
  assert.deepEqual(said('if (!order) { res.sendStatus(404); } else { res.json(order); }'), []);
  assert.deepEqual(said('if (!order) { res.sendStatus(404); }\nif (order) { res.json(order); }'), []);
  assert.deepEqual(said('if (!order) { res.sendStatus(404); }\nif (!order) return;\nres.json(order);'), []);
  assert.deepEqual(said('if (!order) { res.status(404); }\nres.json(order);'), []);
  assert.deepEqual(sentences(answersTwice, 'function f(a, b) {\n  if (a) { b.send(1); }\n  b.send(2);\n}'), []);
});
