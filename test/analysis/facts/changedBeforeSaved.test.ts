import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedBeforeSaved } from '../../../src/analysis/facts/changedBeforeSaved.ts';
import { sentences } from '../unitIn.ts';

const pay = (body: string): string => `async function pay(id) {\n${body}\n}`;

test('an object from elsewhere that is changed before it is saved stays changed when saving fails', () => {
  assert.deepEqual(
    sentences(changedBeforeSaved, pay("const order = await orders.load(id);\norder.status = 'paid';\nawait db.save(order);")),
    ['If `db.save` (line 4) fails, `order.status` has been set all the same on the object that `orders.load` handed out.'],
  );
});

test('an object made here, a copy, a failure that is caught, or another step first says nothing', () => {
  const said = (body: string): readonly string[] => sentences(changedBeforeSaved, pay(body));
  assert.deepEqual(said("const order = { id };\norder.status = 'paid';\nawait db.save(order);"), []);
  assert.deepEqual(said("const order = createOrder(id);\norder.status = 'paid';\nawait db.save(order);"), []);
  assert.deepEqual(said("const order = await orders.load(id);\norder.status = 'paid';\nawait db.loadAgain(order);"), []);
  assert.deepEqual(said("const order = await orders.load(id);\norder.status = 'paid';\nawait db.save(other);"), []);
  assert.deepEqual(
    said("const order = await orders.load(id);\ntry { order.status = 'paid';\nawait db.save(order); } catch { order.status = 'open'; }"),
    [],
  );
  assert.deepEqual(said("let order = await orders.load(id);\norder.status = 'paid';\nawait db.save(order);"), []);
});
