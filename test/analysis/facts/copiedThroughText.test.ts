import assert from 'node:assert/strict';
import { test } from 'node:test';
import { copiedThroughText } from '../../../src/analysis/facts/copiedThroughText.ts';
import { sentences } from '../unitIn.ts';

test('a copy through a text is told to lose what a text cannot hold', () => {
  assert.deepEqual(
    sentences(copiedThroughText, 'function copyOf(state) {\n  if (!state) return {};\n  return JSON.parse(JSON.stringify(state));\n}'),
    ['The copy is not the same: dates come back as texts, a `Map` or `Set` empty, `undefined` not at all.'],
  );
});

test('a text that is read, and a copy with a reviver of its own, are not', () => {
  assert.deepEqual(sentences(copiedThroughText, 'function read(text) {\n  if (!text) return {};\n  return JSON.parse(text);\n}'), []);
  assert.deepEqual(
    sentences(
      copiedThroughText,
      'function copyOf(state) {\n  if (!state) return {};\n  return JSON.parse(JSON.stringify(state, keep));\n}',
    ),
    [],
  );
});
