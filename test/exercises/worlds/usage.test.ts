import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openUnitWorld, runWhere, testSandbox, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

test('a field under a symbol is told by its declared type, and writing it is an effect', async () => {
  const text = `
declare const STATE: unique symbol;
interface Held { [STATE]: { count: number } }
export function unit(held: Held) { if (held[STATE].count > 2) { held[STATE] = { count: 1 }; return true; } return false; }`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'unit'));
  const { run } = await runWhere(world, { 'held[STATE].count': '3' });
  assert.deepEqual(run.observation.effects, [{ kind: 'set', target: 'held[STATE]', values: ['{count: 1}'] }]);
});

test('a field under a symbol that no type tells of is refused', async () => {
  const text = `
declare const STATE: unique symbol;
class Holder { count = 1; get() { return (this as any)[STATE].count > 1 ? 'many' : 'few'; } }`;
  const world = await openUnitWorld(sandbox, text, 'Holder.get');
  assert.match(world.ok ? '' : world.reason, /nothing is known of `this\[STATE\]`/u);
});

test('what `typeof` tests for is tried of a thing that may be anything, also by a helper', async () => {
  const text = `
function isFunction(value: any): value is () => void { return typeof value === 'function'; }
export function unit(target: any) { return isFunction(target.on) && isFunction(target.off); }`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'unit'));
  const { run } = await runWhere(world, { 'target.on': 'a function', 'target.off': 'a function' });
  assert.deepEqual(run.observation.settlement, { kind: 'returns', value: 'true' });
  await runWhere(world, { 'target.on': 'an object' });
});

test('a type test from outside answers either way where anything may be handed to it, and is refused where a type says more', async () => {
  const text = (type: string): string => `
declare const outside: { isOne(value: unknown): value is { one: string } };
interface One { one: string } interface Two { two: string }
export function unit(value: ${type}) { if (outside.isOne(value)) return 'one'; return 'two'; }`;
  assert.equal(valueOf(await openUnitWorld(sandbox, text('unknown'), 'unit')).scenarios.length, 2);
  const typed = await openUnitWorld(sandbox, text('One | Two'), 'unit');
  assert.match(typed.ok ? '' : typed.reason, /type test from outside/u);
});

test('what is done with an element in a callback or a loop is known of the element', async () => {
  const text = `
export function unit(rows: any[]) {
  for (const row of rows) if (row.state === 'open') return row.id;
  return rows.filter((row) => row.kept).length;
}`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'unit'));
  assert.deepEqual((await runWhere(world, { rows: 'an array of 2 items', 'rows[0].state': '"open"' })).run.observation.settlement, {
    kind: 'returns',
    value: 'rows[0].id',
  });
  assert.ok(world.scenarios.length >= 2);
});

test('numbers of any size are tried on either side of what they are compared with', async () => {
  const text = `
declare const minimum: bigint;
export function unit(value: bigint, issues: { push(issue: string): void }) { if (value < minimum) issues.push('too small'); if (value > minimum) issues.push('too big'); }`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'unit'));
  const outcomes = world.scenarios.map(({ values }) => values.map(({ slot, value }) => `${slot} ${value}`).join());
  assert.equal(new Set(outcomes).size, 3, outcomes.join('\n'));
});

test('a list of somebody’s own kind and a stream are things with methods, no binary data', async () => {
  const text = `
interface ObservableArray { readonly size: number; notify(): void }
interface ByteStream { locked: boolean; cancel(): void }
export function unit(list: ObservableArray, body: ByteStream) { if (list.size > 3) list.notify(); if (body.locked) body.cancel(); }`;
  const world = valueOf(await openUnitWorld(sandbox, text, 'unit'));
  const { run } = await runWhere(world, { 'list.size': '4', 'body.locked': 'true' });
  assert.deepEqual(
    run.observation.effects.map(({ target }) => target),
    ['list.notify', 'body.cancel'],
  );
});
