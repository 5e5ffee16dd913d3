import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notUndone } from '../../../src/analysis/facts/notUndone.ts';
import { sentences, unitIn } from '../unitIn.ts';

const said = (body: string): readonly string[] => sentences(notUndone, `async function f(order) {\n${body}\n}`);

test('an effect that stays when a later step fails is named', () => {
  assert.deepEqual(said('  await stock.reserve(order);\n  const paid = await bank.total(order);\n  return paid;'), [
    'If `bank.total` (line 3) fails, `stock.reserve` on line 2 has been done and is not undone here.',
  ]);
});

test('what a retry does, and what is used of its result, is done as well; a refusal in between is another outcome', () => {
  const renewal = [
    '  const charge = await withRetry(() => chargeCard(order.customer), 3);',
    "  if (!charge.ok) { order.status = 'due'; await db.save(order); return false; }",
    '  await db.insertInvoice(charge.id);',
    '  await db.save(order);',
  ];
  assert.deepEqual(said(renewal.join('\n')), [
    'If `db.insertInvoice` (line 4) fails, `chargeCard` on line 2 has been done and is not undone here.',
  ]);
});

test('an undo, a handled failure, a harmless first step or a mere answer leave nothing done', () => {
  assert.deepEqual(said('try { await reserve(order); await charge(order); } catch (e) { await undo(order); throw e; }'), []);
  assert.deepEqual(said('await sleep(10); await charge(order);'), []);
  assert.deepEqual(said('await reserve(order); await charge(order).catch(() => {});'), []);
  assert.deepEqual(said('const total = await price(order); await charge(order, total);'), []);
  assert.deepEqual(said('const all = await Promise.all(order.lines.map((line) => charge(line)));'), []);
  assert.deepEqual(said('await charge(order); if (order.mail) await sendMail(order);'), []);
  assert.deepEqual(said('for (const line of order.lines) {\n  await charge(line);\n}'), []);
});

test('a test that plays a person has nothing to undo', () => {
  const text = 'async function f(order) {\n  await stock.reserve(order);\n  await bank.total(order);\n}';
  assert.equal(notUndone.detect(unitIn(text), { callSites: [] }).length, 1);
  assert.deepEqual(notUndone.detect(unitIn(text, undefined, 'cart.stories.ts'), { callSites: [] }), []);
});
