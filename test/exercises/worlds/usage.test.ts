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
  assert.deepEqual((await runWhere(world, { rows: 'an array of 2 items' })).run.observation.settlement, {
    kind: 'returns',
    value: 'rows[0].id',
  });
  assert.ok(world.scenarios.length >= 2);
});
