import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completionOrder } from '../../../src/analysis/facts/completionOrder.ts';
import { sentences } from '../unitIn.ts';

const inParallel = (body: string): string =>
  `async function notifyAll(orders) {\n  const results = [];\n  await Promise.all(\n    orders.map(async (order) => {\n      ${body}\n    }),\n  );\n  return results;\n}`;

test('a list that callbacks fill after a wait is in the order of their ends', () => {
  const said = '`results` is filled in the order in which the calls of `send` (line 5) finish, not in the order of `orders`.';
  assert.deepEqual(sentences(completionOrder, inParallel('const result = await send(order); results.push(result);')), [said]);
  assert.deepEqual(sentences(completionOrder, inParallel('results.push(await send(order));')), [said]);
  assert.deepEqual(sentences(completionOrder, inParallel('if (order.open) { const result = await send(order); results.push(result); }')), [
    said,
  ]);
});

test('what is added before any wait, by index, to a list of its own or sorted afterwards is not in doubt', () => {
  assert.deepEqual(sentences(completionOrder, inParallel('results.push(order.id); await send(order);')), []);
  assert.deepEqual(sentences(completionOrder, inParallel('results[order.index] = await send(order);')), []);
  assert.deepEqual(sentences(completionOrder, inParallel('const own = []; own.push(await send(order)); return own;')), []);
  assert.deepEqual(sentences(completionOrder, inParallel('if (order.late) await send(order); results.push(order);')), []);
  assert.deepEqual(
    sentences(completionOrder, inParallel('results.push(await send(order));').replace('return results', 'return results.sort()')),
    [],
  );
  const loop =
    'async function f(orders) {\n  const results = [];\n  for (const order of orders) results.push(await send(order));\n  return results;\n}';
  assert.deepEqual(sentences(completionOrder, loop), []);
});
