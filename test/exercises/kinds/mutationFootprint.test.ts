import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutationFootprint } from '../../../src/exercises/kinds/mutationFootprint.ts';
import { testSandbox, typedUnit } from '../openUnitWorld.ts';
import { assertProgramsPrint, exercisesOf, keyOf, wrongOf } from './exercisesOf.ts';

const sandbox = testSandbox();

const orders = (unit: string): string => `interface Line { readonly sku: string; price: number; done: boolean }
interface Order { lines: Line[]; tags: string[]; totals: { net: number; count: number } }
declare function post(order: Order): Promise<void>;
export ${unit}
`;

test('a list under another name is the caller’s own, a spread one is not', async () => {
  const text = orders(`function addLine(order: Order, line: Line): { lines: Line[]; totals: Order['totals'] } {
  const lines = order.lines;
  const totals = { ...order.totals };
  lines.push(line);
  totals.net += line.price;
  totals.count = lines.length;
  return { lines, totals };
}`);
  const [asked] = await exercisesOf(sandbox, mutationFootprint, typedUnit(text, 'addLine'));
  assert.ok(asked);
  assert.equal(asked.stem, 'Of `order.lines` and `order.totals.net`, what has the call written to when it is done?');
  assert.equal(keyOf(asked), '`order.lines` is written to; `order.totals.net` is left alone.');
  assert.deepEqual(wrongOf(asked), [
    '`order.lines` is left alone; `order.totals.net` is left alone.',
    '`order.lines` is written to; `order.totals.net` is written to.',
  ]);
  assert.equal(
    asked.options.find(({ correct }) => correct)?.reason,
    'Line 6 works on a copy; line 5 works on the very thing that was handed in.',
  );
  await assertProgramsPrint([asked]);
});

test('what is sorted in place is told from what is copied first, and what is handed on is assumed to be left alone', async () => {
  const text = orders(`async function close(order: Order): Promise<string[]> {
  const tags = [...order.tags].sort();
  if (tags.length > 1) {
    order.lines.reverse();
  }
  await post(order);
  return tags;
}`);
  const [asked] = await exercisesOf(sandbox, mutationFootprint, typedUnit(text, 'close'));
  assert.ok(asked);
  assert.equal(keyOf(asked), '`order.lines` is written to; `order.tags` is left alone.');
  assert.ok(asked.assumptions.includes('What it calls writes to neither.'));
});

const nearMisses: Readonly<Record<string, string>> = {
  'all that is written is written by its own name': `function unit(order: Order): void {
  if (order.lines.length > 1) {
    order.totals.net = 0;
    order.totals.count = order.lines.length;
  }
}`,
  'copies are taken and nobody writes to them': `function unit(order: Order): { all: Line[]; tags: string[] } {
  const all = [...order.lines];
  const tags = order.tags.slice();
  if (all.length === 0) tags.concat('empty');
  return { all, tags };
}`,
  'what is written is what the unit has made': `function unit(order: Order): string[] {
  const seen: string[] = [];
  for (const line of order.lines) {
    if (line.done) seen.push(line.sku);
  }
  seen.sort();
  return seen;
}`,
};

for (const [why, unit] of Object.entries(nearMisses)) {
  test(`nothing is asked where ${why}`, async () => {
    assert.deepEqual(await exercisesOf(sandbox, mutationFootprint, typedUnit(orders(unit), 'unit')), []);
  });
}
