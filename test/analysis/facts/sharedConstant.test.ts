import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedConstant } from '../../../src/analysis/facts/sharedConstant.ts';
import { sentences } from '../unitIn.ts';

test('an object of the module that goes out as a default is named', () => {
  assert.deepEqual(sentences(sharedConstant, 'const none = {};\nfunction attributes(node) { return node.attrs || none; }'), [
    'What comes back can be the one `none` of the module (line 1): writing into it would change it for every caller.',
  ]);
});

test('copies, frozen and readonly objects, texts and shadowed names stay unmentioned', () => {
  assert.deepEqual(sentences(sharedConstant, 'const none = [];\nfunction f(a) { return a ?? [...none]; }'), []);
  assert.deepEqual(sentences(sharedConstant, 'const none = Object.freeze([]);\nfunction f(a) { return a ?? none; }'), []);
  assert.deepEqual(sentences(sharedConstant, 'const none: readonly string[] = [];\nfunction f(a) { return a ?? none; }'), []);
  assert.deepEqual(sentences(sharedConstant, 'const none = { log() {} };\nfunction f(a) { return a ?? none; }'), []);
  assert.deepEqual(sentences(sharedConstant, "const none = '';\nfunction f(a) { return a ?? none; }"), []);
  assert.deepEqual(sentences(sharedConstant, 'const none = [];\nfunction f(none) { return none; }'), []);
});
