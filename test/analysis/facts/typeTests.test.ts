import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeTests } from '../../../src/analysis/facts/typeTests.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { sentences, typedSentences } from '../unitIn.ts';

const cache = createDocumentCache();

test('a null that passes a test for objects is named', () => {
  const text = (test: string): string =>
    `function keysOf(value: unknown) {\n  if (${test}) return Object.keys(value as object);\n  return [];\n}`;
  assert.deepEqual(typedSentences(typeTests, cache, text("typeof value === 'object'")), [
    "`typeof null` is `'object'` too: a `null` in `value` passes this test.",
  ]);
  assert.deepEqual(typedSentences(typeTests, cache, text("value !== null && typeof value === 'object'")), []);
  assert.deepEqual(typedSentences(typeTests, cache, text("value && typeof value === 'object'")), []);
});

test('an array that passes for an object is named', () => {
  const text = (more: string): string => `function isPlainObject(value) { return typeof value === 'object' && value !== null${more}; }`;
  assert.deepEqual(sentences(typeTests, text('')), ["An array passes too: `typeof []` is `'object'`, and nothing here rules arrays out."]);
  assert.deepEqual(sentences(typeTests, text(' && !Array.isArray(value)')), []);
});

test('a thenable from outside that is taken for a plain value is named', () => {
  const text = (made: string): string =>
    `function run(def) {\n  const result = ${made};\n  if (result instanceof Promise) return result.then(use);\n  return use(result);\n}`;
  assert.deepEqual(sentences(typeTests, text('def.transform(1)')), [
    'A thenable that is no native `Promise` fails this `instanceof`: such a `result` counts as a plain value.',
  ]);
  assert.deepEqual(sentences(typeTests, text('def._zod.run(1)')), []);
});

test('a null that the next condition stops is not named', () => {
  const text = (rest: string): string => `function keysOf(value: unknown) {\n  return typeof value === 'object' && ${rest};\n}`;
  assert.deepEqual(typedSentences(typeTests, cache, text('value')), []);
  assert.equal(typedSentences(typeTests, cache, text('other(value)')).length, 1);
});
