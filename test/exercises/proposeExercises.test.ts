import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proposeExercises } from '../../src/exercises/proposeExercises.ts';
import { success } from '../../src/terms/result.ts';
import { fakeWorld, unitOf, type FakeScenario } from '../fakes/fakeWorld.ts';

const checkout = `async function checkout(order) {
  const paid = await pay(order);
  try {
    await saveInvoice(paid);
    await notify(paid);
  } catch {
    await queue(paid);
  }
  await ship(paid);
  return paid;
}`;

const paidOrder: FakeScenario = {
  title: '`order` is "o1"',
  arguments: ['o1'],
  outside: {
    pay: { async: true, answer: 'p1' },
    saveInvoice: { async: true },
    notify: { async: true },
    queue: { async: true },
    ship: { async: true },
  },
};

test('a rejected call that is caught half-way is worth a question', async () => {
  const unit = unitOf(checkout);
  const proposed = await proposeExercises({ unit, seed: 1 }, { openWorld: async () => success(fakeWorld(unit, [paidOrder])) });
  assert.equal(proposed.exercises[0]?.kind, 'E12 reject-path');
});
