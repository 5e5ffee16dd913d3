import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endlessDescent } from '../../../src/analysis/facts/endlessDescent.ts';
import { sentences } from '../unitIn.ts';

const freeze = (type: string, loop = 'for (const each of Object.values(value)) freeze(each);'): readonly string[] =>
  sentences(endlessDescent, `function freeze(value${type}) {\n  if (!value) return value;\n  ${loop}\n  return Object.freeze(value);\n}`);

test('a descent that only the data ends is named', () => {
  assert.deepEqual(freeze(': unknown'), [
    'Only the data ends this descent (line 3): what nests some thousand deep, or contains itself, exhausts the stack.',
  ]);
});

test('one that remembers, one level only, and a tree of a type of its own are not', () => {
  assert.deepEqual(freeze(': unknown, seen = new Set()'), []);
  assert.deepEqual(freeze(': unknown', 'for (const each of Object.values(value)) Object.freeze(each);'), []);
  assert.deepEqual(freeze(': TreeNode'), []);
});
