import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unreadable } from '../../../src/exercises/gates/readableUnit.ts';
import { unitOf } from '../../fakes/fakeWorld.ts';

test('a unit of more than a hundred lines is not asked about as a whole', () => {
  const lines = (count: number): string => `function run(step) {\n${'  step();\n'.repeat(count - 2)}}`;
  assert.equal(unreadable(unitOf(lines(100)).located), undefined);
  assert.equal(unreadable(unitOf(lines(101)).located), 'too long to be asked about as a whole');
});

test('a factory is asked about by the functions it makes', () => {
  const factory = `function createCart(store) {
  function add(item) {
    if (item.price < 0) return;
    store.items.push(item);
    store.save();
  }
  return { add };
}`;
  assert.equal(unreadable(unitOf(factory).located), 'it mostly holds functions that are asked about on their own');
});

test('anonymous callbacks belong to the function around them', () => {
  const text = `function flush(jobs) {
  jobs.forEach((job) => {
    if (job.done) return;
    job.run();
    job.close();
  });
}`;
  assert.equal(unreadable(unitOf(text).located), undefined);
});
