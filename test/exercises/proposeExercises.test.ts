import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proposeExercises } from '../../src/exercises/proposeExercises.ts';
import { failure, success } from '../../src/terms/result.ts';
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
  values: [{ slot: 'what `pay` resolves to', value: '"p1"', source: 'declared type', from: 'string' }],
  assumptions: ['`pay` answers with a payment.'],
  outside: {
    pay: { async: true, answer: 'p1' },
    saveInvoice: { async: true },
    notify: { async: true },
    queue: { async: true },
    ship: { async: true },
  },
};

async function proposedFor(text: string, scenario: FakeScenario, options: { readonly seed?: number; readonly programs?: boolean } = {}) {
  const unit = unitOf(text);
  const world = fakeWorld(unit, [scenario], options.programs === undefined ? {} : { programs: options.programs });
  return await proposeExercises({ unit, seed: options.seed ?? 1 }, { openWorld: async () => success(world) });
}

test('a failure that is caught half-way is asked about first', async () => {
  const [first] = (await proposedFor(checkout, paidOrder)).exercises;
  assert.equal(first?.kind, 'E12 reject-path');
  assert.equal(first?.stem, '`saveInvoice` in line 4 rejects. What does the caller see, and does `notify` run?');
  assert.equal(first?.options.find((option) => option.correct)?.text, 'The caller sees no error; `notify` does not run.');
  assert.deepEqual(first?.assumptions, ['`pay` answers with a payment.']);
});

test('every option has a program of its own, and none prints what the key prints', async () => {
  const { exercises } = await proposedFor(checkout, paidOrder);
  assert.equal(exercises.length > 0, true);
  for (const exercise of exercises) {
    const keys = exercise.options.filter((option) => option.correct);
    assert.equal(keys.length, 1);
    for (const option of exercise.options) {
      assert.equal(typeof option.proof.program, 'string');
      assert.equal(option.proof.expected === keys[0]?.proof.expected, option.correct);
    }
  }
});

test('without an independent program nothing is asked', async () => {
  const proposed = await proposedFor(checkout, paidOrder, { programs: false });
  assert.deepEqual(proposed.exercises, []);
  assert.equal(proposed.why, 'no independent program shows the answer');
});

test('the same seed gives the same questions, another seed at most another order of options', async () => {
  const first = await proposedFor(checkout, paidOrder);
  assert.deepEqual(await proposedFor(checkout, paidOrder), first);
  const other = await proposedFor(checkout, paidOrder, { seed: 2 });
  assert.deepEqual(
    other.exercises.map((exercise) => exercise.id),
    first.exercises.map((exercise) => exercise.id),
  );
});

test('where every failure simply reaches the caller, no failing call is asked about', async () => {
  const text = `async function move(order) {
  await pay(order);
  await notify(order);
  await ship(order);
}`;
  const proposed = await proposedFor(text, paidOrder);
  assert.deepEqual(
    proposed.exercises.filter((exercise) => exercise.kind === 'E12 reject-path'),
    [],
  );
});

test('a one-line function and a unit that cannot be run say so', async () => {
  assert.equal((await proposedFor('function id(a) { return a; }', paidOrder)).why, 'too small to be worth a question');
  const unit = unitOf(checkout);
  const refused = await proposeExercises({ unit, seed: 1 }, { openWorld: async () => failure('uses `eval`') });
  assert.equal(refused.why, 'uses `eval`');
});
