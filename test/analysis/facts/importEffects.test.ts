import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importEffects } from '../../../src/analysis/facts/importEffects.ts';
import { sentences } from '../unitIn.ts';

test('a file that gives names and does something does it to every importer', () => {
  const text = 'export const pool = new Map();\nregistry.add(pool);\nexport function size() { return pool.size; }';
  assert.deepEqual(sentences(importEffects, text, 'module'), [
    'Importing any name from this file runs `registry.add`: once per process, in tests too.',
  ]);
});

test('a script that nobody imports from, and what stands behind a condition, are no news', () => {
  assert.deepEqual(sentences(importEffects, 'const pool = new Map();\nregistry.add(pool);', 'module'), []);
  assert.deepEqual(sentences(importEffects, 'export const a = 1;\nif (process.env.DEBUG) trace(a);', 'module'), []);
  assert.deepEqual(sentences(importEffects, 'export const a = 1;\nconsole?.log(a);', 'module'), []);
});

test('of a chain, the call that begins it is named', () => {
  assert.deepEqual(sentences(importEffects, "export const a = 1;\ntimings.add('x', run).on('cycle', log);", 'module'), [
    'Importing any name from this file runs `timings.add`: once per process, in tests too.',
  ]);
});
