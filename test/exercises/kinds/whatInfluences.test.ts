import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whatInfluences } from '../../../src/exercises/kinds/whatInfluences.ts';
import { testSandbox, typedUnit } from '../openUnitWorld.ts';
import { assertProgramsPrint, exercisesOf, keyOf, wrongOf } from './exercisesOf.ts';

const sandbox = testSandbox();

const drop = `interface Watcher { id: string; email: string; threshold: number }
export async function notifyPriceDrop(
  product: { id: string; price: number },
  watchers: Watcher[],
  sendMail: (to: string, subject: string) => Promise<void>,
  record: (count: number) => Promise<void>,
  dryRun: boolean,
): Promise<number> {
  const due = watchers.filter((watcher) => watcher.email !== '' && product.price <= watcher.threshold);
  let sent = 0;
  for (const watcher of due) {
    if (!dryRun) await sendMail(watcher.email, product.id);
    sent += 1;
  }
  await record(sent);
  return sent;
}
`;

test('a switch that looks as if it decided the answer, and only decides a call, is what makes no difference', async () => {
  const asked = await exercisesOf(sandbox, whatInfluences, typedUnit(drop, 'notifyPriceDrop'));
  const inverse = asked.find(({ stem }) => stem.startsWith('Which of these makes no difference to'));
  assert.ok(inverse, asked.map(({ stem }) => stem).join('\n'));
  assert.equal(keyOf(inverse), 'A call with a different `dryRun`');
  assert.ok(wrongOf(inverse).every((text) => /`(?:watcher\.threshold|watcher\.email|product\.price)`/u.test(text)));
  assert.deepEqual(inverse.assumptions, ['Say no call fails, and no call has a say in what another one answers.']);
  await assertProgramsPrint(asked);
});

test('each answer is shown by a run that differs in nothing but the thing it names', async () => {
  const [asked] = await exercisesOf(sandbox, whatInfluences, typedUnit(drop, 'notifyPriceDrop'));
  assert.ok(asked);
  for (const { proof } of asked.options) {
    assert.match(proof.observed, /^Two runs that differ in nothing but `[\w.]+`: `[^`]+`, then `[^`]+`\.\n/u);
    assert.equal(proof.engine, 'execution');
  }
});

test('nothing is asked where what has no say in the outcome decides nothing either', async () => {
  const text = `export async function place(order: { id: string; note: string; vip: boolean }, log: (text: string) => void, send: (id: string) => Promise<void>) {
  log(order.note);
  if (!order.vip) return;
  log(order.id);
  await send(order.id);
}
`;
  assert.deepEqual(await exercisesOf(sandbox, whatInfluences, typedUnit(text, 'place')), []);
});

test('what an outside call may hand on is no answer, neither way', async () => {
  const text = `interface Account { open: boolean; score: number }
export async function lend(
  user: string, amount: number, express: boolean,
  load: (user: string) => Promise<Account>, notify: (user: string) => void, pay: (amount: number) => Promise<void>,
): Promise<boolean> {
  const account = await load(user);
  if (express) notify('express');
  if (!account.open) return false;
  if (account.score < amount) return false;
  await pay(amount);
  return true;
}
`;
  for (const asked of await exercisesOf(sandbox, whatInfluences, typedUnit(text, 'lend')))
    assert.ok(
      asked.options.every((option) => !option.text.includes('`user`')),
      asked.stem,
    );
});
