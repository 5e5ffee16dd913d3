import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unreadParameter } from '../../../src/analysis/facts/unreadParameter.ts';
import { sentences } from '../unitIn.ts';

test('a parameter without effect is named', () => {
  assert.deepEqual(sentences(unreadParameter, 'function total(items, options) { const sum = add(items); return sum; }'), [
    'Whatever is passed as `options` has no effect: the body never reads it.',
  ]);
});

test('parameters that are read, marked, needed for their place, or of a place holder are no news', () => {
  assert.deepEqual(sentences(unreadParameter, 'function f(a, b) { go(a); return () => b; }'), []);
  assert.deepEqual(sentences(unreadParameter, 'function f(a, _b) { go(a); return a; }'), []);
  assert.deepEqual(sentences(unreadParameter, 'function f(a, b) { go(b); return b; }'), []);
  assert.deepEqual(sentences(unreadParameter, 'function f(a) { return false; }'), []);
  assert.deepEqual(sentences(unreadParameter, 'function f(a) { go(); return arguments.length; }'), []);
});
