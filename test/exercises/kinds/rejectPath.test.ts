import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rejectPath } from '../../../src/exercises/kinds/rejectPath.ts';
import { testSandbox, typedUnit } from '../openUnitWorld.ts';
import { assertProgramsPrint, exercisesOf, keyOf } from './exercisesOf.ts';

const sandbox = testSandbox();

const shop = `
interface Order { id: string; status: 'draft' | 'paid' | 'cancelled'; total: number; mail: string }
declare function loadOrder(id: string): Promise<Order | undefined>;
declare const db: { save(order: Order): Promise<void> };
declare function sendMail(to: string, text: string): Promise<void>;
export async function payOrder(id: string, amount: number, discount: number, fee: number): Promise<{ ok: boolean; reason?: string }> {
  const order = await loadOrder(id);
  if (!order) return { ok: false, reason: 'not found' };
  if (order.status === 'cancelled') return { ok: false, reason: order.status };
  if (amount + discount - fee < order.total) return { ok: false, reason: 'too little' };
  order.status = 'paid';
  await db.save(order);
  try {
    await sendMail(order.mail, 'paid');
  } catch (error) {
    console.warn('mail failed', error);
  }
  return { ok: true };
}
`;

test('where the way to a failing call takes many values, that the call gets there is enough', async () => {
  const asked = await exercisesOf(sandbox, rejectPath, typedUnit(shop, 'payOrder'));
  const saving = asked.find(({ stem }) => stem.includes('`db.save` rejects'));
  assert.equal(
    saving?.stem,
    'A call gets as far as line 12; there `db.save` rejects. What does the caller get, and what becomes of `order.status`?',
  );
  assert.equal(keyOf(saving), 'The caller gets that error; `order.status` becomes `"paid"`.');
  const mailing = asked.find(({ stem }) => stem.includes('`sendMail` rejects'));
  assert.match(mailing === undefined ? '' : keyOf(mailing), /^The caller gets `\{ok: true\}`/);
  await assertProgramsPrint(asked);
});
