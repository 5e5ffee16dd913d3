import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decidingNames, plainConstants } from '../../../src/exercises/wording/decidingNames.ts';
import { unitOf } from '../../fakes/fakeWorld.ts';

const cancel = `const fee = 490;
function cancel(order, receiptId) {
  const wasPaid = order.status === 'paid';
  const shown = render(order.title);
  if (wasPaid) refund(receiptId);
  if (order.late) remind(order.mail);
}`;

function namesIn(text: string, executed: readonly number[], aspects: readonly string[] = []): ReadonlySet<string> {
  return decidingNames({
    located: unitOf(text).located,
    executed: new Set(executed),
    aspects,
    outside: new Set(['render', 'refund', 'remind']),
    added: [],
  });
}

test('what flows into a condition decides, through variables of the unit', () => {
  const names = namesIn(cancel, [3, 4, 5]);
  for (const name of ['wasPaid', 'order', 'status']) assert.equal(names.has(name), true, name);
  for (const name of ['receiptId', 'title', 'shown']) assert.equal(names.has(name), false, name);
});

test('a condition that was not evaluated decides nothing', () => {
  assert.equal(namesIn(cancel, [3, 4, 5]).has('late'), false);
  assert.equal(namesIn(cancel, [3, 4, 5, 6]).has('late'), true);
});

test('what a call receives decides only where that is asked', () => {
  assert.equal(namesIn(cancel, [3, 4, 5], ['call arguments refund']).has('receiptId'), true);
});

test('what a helper that ran with it looks at decides where its answer does', () => {
  const text = 'function pay(order, amount) {\n  if (amount < dueOf(order)) return 1;\n  return 2;\n}';
  const ask = (helpers: readonly string[]): ReadonlySet<string> =>
    decidingNames({
      located: unitOf(text).located,
      executed: new Set([2, 3]),
      aspects: ['settlement'],
      outside: new Set(),
      added: [],
      helpers,
    });
  assert.equal(ask([]).has('items'), false);
  const names = ask([
    'function dueOf(order) { return sum(order.items); }',
    'const sum = (items) => items.reduce(add, start);',
    'function other() { return late; }',
  ]);
  for (const name of ['order', 'items', 'start']) assert.equal(names.has(name), true, name);
  assert.equal(names.has('late'), false);
});

test('a call is found under the name that the code gives its object', () => {
  const text = `function show(page, from) {
  const range = page.createRange();
  range.setStart(from || 0);
  return range;
}`;
  assert.equal(namesIn(text, [2, 3, 4], ['call arguments page.createRange().setStart']).has('from'), true);
});

test('what a scripted call is given does not decide what it answers', () => {
  const text = `function open(door) {
  const shown = render(door.colour);
  if (shown) refund(door.price);
}`;
  const names = namesIn(text, [2, 3]);
  assert.equal(names.has('render'), true);
  assert.equal(names.has('colour'), false);
});

test('plain constants of the file can be stated', () => {
  assert.deepEqual([...plainConstants(unitOf(cancel).located.sourceFile)], [['fee', '490']]);
});
