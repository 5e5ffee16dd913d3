import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ts } from 'ts-morph';
import { flowsIn } from '../../../src/exercises/flows/flowsIn.ts';
import { overlap, placeOf } from '../../../src/exercises/flows/place.ts';
import { typedUnit } from '../openUnitWorld.ts';

const outside = `interface Order { id: string; status: string; total: number; vip: boolean; note?: string; lines: { sku: string; quantity: number }[] }
declare const api: { load(id: string): Promise<Order>; save(order: Order): Promise<void>; mark(id: string): void; enrich(order: Order): void };
declare function send(to: string): void;
declare function log(text: string): void;
`;

/** Whether what stands at `path` may have a say in whether `send` runs, in the function `f` of a file. */
function mayTell(text: string, path: string): boolean {
  const { located, checker } = typedUnit(outside + text, 'f');
  assert.ok(checker);
  const flows = flowsIn(located.node, checker);
  assert.ok(flows, 'the flow cannot be told');
  const sends: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'send') sends.push(node);
    ts.forEachChild(node, visit);
  };
  visit(located.node);
  const place = placeOf(path);
  assert.ok(place && sends.length > 0);
  return flows.behind(sends.flatMap((node) => flows.contextOf(node))).some((other) => overlap(other, place));
}

const claims: readonly (readonly [what: string, text: string, path: string, told: boolean])[] = [
  ['a condition', 'export function f(order: Order) { if (order.vip) send(order.id); }', 'order.vip', true],
  ['what is only handed over', 'export function f(order: Order) { if (order.vip) send(order.id); }', 'order.id', false],
  [
    'an exit further up',
    `export function f(order: Order) { if (order.total > 9) return; log('on'); send(order.id); }`,
    'order.total',
    true,
  ],
  [
    'a condition on something else',
    `export function f(order: Order) { if (order.total > 9) log('big'); send(order.id); }`,
    'order.total',
    false,
  ],
  [
    'a condition by way of two variables',
    `export function f(order: Order) { const big = order.total > 9; let due = false; if (big) due = true; if (due) send(order.id); }`,
    'order.total',
    true,
  ],
  [
    'what a filter looks at',
    `export function f(order: Order) { const due = order.lines.filter((line) => line.quantity > 0); for (const line of due) send(line.sku); }`,
    'order.lines[0].quantity',
    true,
  ],
  [
    'what the items hold beside it',
    `export function f(order: Order) { const due = order.lines.filter((line) => line.quantity > 0); for (const line of due) send(line.sku); }`,
    'order.lines[0].sku',
    false,
  ],
  [
    'what a call was given whose answer decides',
    `export async function f(order: Order) { const other = await api.load(order.id); if (other.vip) send(other.id); }`,
    'order.id',
    true,
  ],
  ['what only a logger was given', `export function f(order: Order) { log(order.id); if (order.vip) send('x'); }`, 'order.id', false],
  [
    'a field that the unit overwrites before',
    `export function f(order: Order, vip: boolean) { order.vip = vip; if (order.vip) send('x'); }`,
    'vip',
    true,
  ],
  [
    'the same field on what may be the same thing',
    `export function f(order: Order, other: Order, vip: boolean) { other.vip = vip; if (order.vip) send('x'); }`,
    'vip',
    true,
  ],
  [
    'what an outside call may have read when it changed the order',
    `export function f(order: Order) { api.enrich(order); if (order.vip) send('x'); }`,
    'order.note',
    true,
  ],
  [
    'what a call on the same owner was given',
    `export async function f(order: Order) { api.mark(order.id); const other = await api.load('x'); if (other.vip) send('x'); }`,
    'order.id',
    true,
  ],
  [
    'a break out of the loop, for what stands before it',
    `export function f(order: Order) { for (const line of order.lines) { send(line.sku); if (line.quantity > 3) break; } }`,
    'order.lines[0].quantity',
    true,
  ],
  [
    'an optional step',
    `export function f(order: Order | undefined) { order?.lines.forEach((line) => { send(line.sku); }); }`,
    'order',
    true,
  ],
  [
    'a throw that is caught where it sends',
    `export function f(order: Order) { try { if (order.total > 9) throw new Error('x'); log('fine'); } catch { send('x'); } }`,
    'order.total',
    true,
  ],
  [
    'a switch further up that leaves',
    `export function f(order: Order) { switch (order.status) { case 'paid': return; case 'new': log('new'); } send('x'); }`,
    'order.status',
    true,
  ],
  [
    'a name of its own in a callback',
    `export function f(order: Order, line: boolean) { const some = order.lines.some((line) => line.quantity > 1); if (some) send(String(line)); }`,
    'line',
    false,
  ],
  [
    'which entry of a map is taken',
    `export function f(order: Order, known: Map<string, Order>) { const found = known.get(order.id); if (found?.vip) send('x'); }`,
    'order.id',
    true,
  ],
  ['a default', `export function f(order: Order, limit = 3) { const most = limit; if (order.total > most) send('x'); }`, 'limit', true],
];

for (const [what, text, path, told] of claims) {
  test(`${what} ${told ? 'may have' : 'has no'} a say in whether a call is made`, () => {
    assert.equal(mayTell(text, path), told);
  });
}

test('code that runs by way of names, or leaves the order it is written in, is not judged', () => {
  for (const text of [
    'export function f(order: Order) { const go = () => { send(order.id); }; if (order.vip) go(); }',
    'export function* f(order: Order) { yield order.id; send(order.id); }',
    'export function f(order: Order) { outer: for (const line of order.lines) { if (line.sku) break outer; send(line.sku); } }',
    'export function f(order: Order) { let id = ""; [id] = [order.id]; if (id) send(id); }',
  ]) {
    const { located, checker } = typedUnit(outside + text, 'f');
    assert.ok(checker);
    assert.equal(flowsIn(located.node, checker), undefined);
  }
});
