import assert from 'node:assert/strict';
import { test } from 'node:test';
import { returnedIdentity } from '../../../src/analysis/facts/returnedIdentity.ts';
import { sentences } from '../unitIn.ts';

test('a collection that leaves the object as it is, is named', () => {
  const text = 'class Cart {\n  items: Item[] = [];\n  all() {\n    return this.items;\n  }\n}';
  assert.deepEqual(sentences(returnedIdentity, text, 'Cart.all'), [
    'Hands out `this.items` itself, not a copy: a caller who changes what it gets changes it here.',
  ]);
  assert.deepEqual(sentences(returnedIdentity, text.replace('all()', 'all(): readonly Item[]'), 'Cart.all'), []);
  assert.deepEqual(sentences(returnedIdentity, text.replace('this.items;', 'this.items.slice();'), 'Cart.all'), []);
});

test('a getter that makes its answer anew is named', () => {
  const text = (body: string): string => `class Cart { get options() { ${body} } }`;
  assert.deepEqual(sentences(returnedIdentity, text('return { ...this.defaults };'), 'Cart.options'), [
    'Each read of `options` makes a new object: two reads are never `===`, and nothing done to one is there in the next.',
  ]);
  assert.deepEqual(sentences(returnedIdentity, text('return this.defaults;'), 'Cart.options'), []);
  assert.deepEqual(sentences(returnedIdentity, text('return (this.made = { ...this.defaults });'), 'Cart.options'), []);
});

test('a result that is the argument itself is named', () => {
  const text = 'function trim(items: string[], rules) {\n  if (!rules) return items;\n  return items.filter(rules);\n}';
  assert.deepEqual(sentences(returnedIdentity, text), [
    "Line 2 gives back the very `items` it was passed, line 3 a copy: changing the result changes the caller's own only sometimes.",
  ]);
  const changed = 'function close(order) {\n  order.open = false;\n  return order;\n}';
  assert.deepEqual(sentences(returnedIdentity, changed), [
    "Gives back the very `order` it was passed: setting its `open` (line 2) changes the caller's own, there is no copy.",
  ]);
});

test('a parameter that was given a new value, or may be a plain text, is no shared thing', () => {
  assert.deepEqual(sentences(returnedIdentity, 'function close(order) { order = { ...order }; order.open = false; return order; }'), []);
  assert.deepEqual(sentences(returnedIdentity, 'function f(value: any) { if (value.list) return [...value]; return value; }'), []);
});
