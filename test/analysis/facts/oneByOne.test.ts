import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oneByOne } from '../../../src/analysis/facts/oneByOne.ts';
import { sentences } from '../unitIn.ts';

const said = (loop: string): readonly string[] =>
  sentences(oneByOne, `async function names(ids) {\n  const found = [];\n  ${loop}\n  return found;\n}`);

test('a trip over the wire for each element is named', () => {
  assert.deepEqual(said('for (const id of ids) found.push(await prisma.user.findUnique({ where: { id } }));'), [
    '`prisma.user.findUnique` (line 3) goes out once per `id`, each after the one before: the wait grows with their number.',
  ]);
});

test('batches, a few names written down, a loop that stops early, and work at home are not', () => {
  assert.deepEqual(said('for (const chunk of chunks(ids)) found.push(await prisma.user.findMany(chunk));'), []);
  assert.deepEqual(said("for (const id of ['a', 'b']) found.push(await prisma.user.findUnique({ where: { id } }));"), []);
  assert.deepEqual(said('for (const id of ids) { if (await prisma.user.count({ id })) break; }'), []);
  assert.deepEqual(said('for (const id of ids) found.push(await nameOf(id));'), []);
});
