import assert from 'node:assert/strict';
import { test } from 'node:test';
import { swapWitness } from '../../../src/exercises/kinds/swapWitness.ts';
import { draftsOf } from '../../builders/drafts.ts';
import { testSandbox, typedUnit } from '../openUnitWorld.ts';
import { assertProgramsPrint, exercisesOf, keyOf } from './exercisesOf.ts';

const sandbox = testSandbox();

test('a slip of an operator is asked about in a call at the very boundary, where it shows', async () => {
  const text = `export function journalLine(quantity: number, user: { id: string; name?: string }): string | undefined {
  const who = user.name ?? user.id;
  if (quantity <= 0) return undefined;
  if (quantity > 99) return 'too many';
  return who + ' added';
}`;
  const asked = await exercisesOf(sandbox, swapWitness, typedUnit(text, 'journalLine'));
  await assertProgramsPrint(asked);
  const [slip] = asked.filter(({ stem }) => stem.includes('Suppose line 3 had `<` instead of `<=`.'));
  assert.ok(slip, asked.map(({ stem }) => stem).join(' | '));
  assert.doesNotMatch(keyOf(slip), /nothing changes/iu);
  assert.match(slip.stem, /`quantity` is `0`/u);
});

test('in a call far from the boundary, of course nothing changes: it is not asked', async () => {
  const text = `function admit(count, limit, urgent) {
  if (count >= limit) return 'full';
  if (urgent) return 'first';
  return 'open';
}`;
  assert.deepEqual(await draftsOf(swapWitness, text, [{ title: 'one is there', arguments: [1, 5, false], outside: {} }]), []);
});
