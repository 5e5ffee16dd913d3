import assert from 'node:assert/strict';
import { test } from 'node:test';
import { proposeExercises } from '../../src/exercises/proposeExercises.ts';
import { failure, success } from '../../src/terms/result.ts';
import { openWorld } from '../../src/exercises/worlds/openWorld.ts';
import { poolSource } from '../builders/poolSource.ts';
import { fakeWorld, unitOf, type FakeScenario } from '../fakes/fakeWorld.ts';
import { testSandbox, typedUnit } from './openUnitWorld.ts';

const sandbox = testSandbox();

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
  assert.equal(first?.stem, '`notify` in line 5 rejects. What does the caller see, and does `queue` run?');
  assert.equal(first?.options.find((option) => option.correct)?.text, 'The caller sees no error; `queue` runs once.');
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

test('what a change altered is asked first, whatever else there is to ask', async () => {
  const before = checkout.replace(/ {2}try \{\n|\n {2}\} catch \{\n {4}await queue\(paid\);\n {2}\}/g, '');
  const unit = unitOf(checkout);
  const world = fakeWorld(unit, [paidOrder]);
  const request = { unit, seed: 1, before: { text: before, name: 'checkout' } };
  const [first, second] = (await proposeExercises(request, { openWorld: async () => success(world) })).exercises;
  assert.equal(first?.kind, 'E24 version-diff-input');
  assert.match(first?.stem ?? '', /Before this change|since this change|This change/u);
  assert.notEqual(second?.kind, first?.kind);
});

test('a pure refactor is not asked about as a change', async () => {
  const unit = unitOf(checkout);
  const world = fakeWorld(unit, [paidOrder]);
  const request = { unit, seed: 1, before: { text: checkout.replaceAll('paid', 'payment'), name: 'checkout' } };
  const { exercises } = await proposeExercises(request, { openWorld: async () => success(world) });
  assert.equal(
    exercises.some((exercise) => exercise.kind === 'E24 version-diff-input'),
    false,
  );
});

test('the first two questions about a unit are of different kinds, and none asks the same of the same line twice', async () => {
  const { exercises } = await proposedFor(checkout, paidOrder);
  assert.equal(exercises.length >= 2, true);
  assert.notEqual(exercises[0]?.kind, exercises[1]?.kind);
  const asked = exercises.map((exercise) => `${exercise.kind} ${String(exercise.lines[0])} ${exercise.stem}`);
  assert.equal(new Set(asked).size, asked.length);
});

test('which slip a test would miss is never the first question', async () => {
  const unit = typedUnit(poolSource, 'Pool.release');
  const parts = { openWorld: async () => await openWorld(unit, { sandbox, seed: 1 }) };
  const { exercises, why } = await proposeExercises({ unit, seed: 1 }, parts);
  // Something passed every gate; alone it is not worth the interruption.
  assert.deepEqual(exercises, []);
  assert.equal(why, 'nothing here is worth a minute of your time');
});

test('nothing a reader sees speaks of the script or of where a value comes from', async () => {
  const { exercises } = await proposedFor(checkout, paidOrder);
  for (const { stem, assumptions, options } of exercises) {
    const seen = [stem, ...assumptions, ...options.flatMap(({ text, reason, proof }) => [text, reason, proof.observed])].join('\n');
    assert.doesNotMatch(seen, /ScriptedFailure|declared type|Promises from outside/u);
  }
});
