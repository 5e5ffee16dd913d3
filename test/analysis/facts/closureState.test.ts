import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closureState } from '../../../src/analysis/facts/closureState.ts';
import { sentences } from '../unitIn.ts';

test('what two functions share through the call that made them is named', () => {
  const text = `export function buffer(source, out) {
  let waiting = [];
  source.on('data', (item) => {
    waiting.push(item);
  });
  source.on('end', () => {
    out(waiting);
  });
}`;
  assert.deepEqual(sentences(closureState, text), [
    '`waiting` (line 2) is shared: the function on line 3 changes it, and the function on line 6 acts on what it then finds.',
  ]);
});

test('what a function remembers from its last call is named', () => {
  const text =
    'function distinct(out) {\n  let last;\n  return { next(value) { if (value === last) return; last = value; out(value); } };\n}';
  assert.deepEqual(sentences(closureState, text), [
    '`last` (line 2) survives between calls of `next`: each finds what the one before left.',
  ]);
});

test('a value read once for a function that comes later is named', () => {
  const text = 'function checker(shape) {\n  const keys = Object.keys(shape);\n  return (value) => keys.every((key) => key in value);\n}';
  assert.deepEqual(sentences(closureState, text), [
    '`keys` is read once, on line 2: the function on line 3 goes on with that value, whatever changes afterwards.',
  ]);
});

test('callbacks that run at once, constants, and names of their own are no state', () => {
  const said = (body: string): readonly string[] => sentences(closureState, `function f(items, out) {\n${body}\n}`);
  assert.deepEqual(said('let sum = 0; items.forEach((item) => { sum += item; }); return sum;'), []);
  assert.deepEqual(said('const rate = 2; return (x) => x * rate;'), []);
  assert.deepEqual(said('const held = [1]; return once(() => { if (held.length > 0) held.pop(); });'), []);
  assert.deepEqual(said('let a = 0; return (a) => { a += 1; return a; };'), []);
  assert.deepEqual(said('let a = 0; return () => { a = 1; out(a); };'), []);
  assert.deepEqual(said('for (const item of items) { let done = false; item.on(() => { done = true; }); item.off(() => done); }'), []);
});
