import assert from 'node:assert/strict';
import { test } from 'node:test';
import { thrownBelow } from '../../../src/analysis/facts/thrownBelow.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { sentences, typedSentences } from '../unitIn.ts';

const cache = createDocumentCache();

const callee = 'function rateOf(country: string) {\n  if (!country) throw new RangeError(country);\n  return 1;\n}\n';

test('an error of a called function that passes through is named', () => {
  const text = (body: string): string => `${callee}function total(country: string) {\n  ${body}\n}`;
  assert.deepEqual(typedSentences(thrownBelow, cache, text('return rateOf(country) * 2;'), 'total'), [
    '`rateOf` throws `RangeError` when `!country` (line 2), and nothing here catches it.',
  ]);
  assert.deepEqual(typedSentences(thrownBelow, cache, text('try { return rateOf(country); } catch { return 0; }'), 'total'), []);
  assert.deepEqual(sentences(thrownBelow, text('return rateOf(country) * 2;'), 'total'), []);
});

test('of two conditions neither is told as if it were the whole', () => {
  const nested = callee.replace('if (!country)', 'if (strict) if (!country)');
  assert.deepEqual(typedSentences(thrownBelow, cache, `${nested}function total() { return rateOf('a'); }`, 'total'), [
    '`rateOf` can throw `RangeError` (line 2), and nothing here catches it.',
  ]);
});

test('a rejection that is not waited for, and a throw that is always reached, are not told', () => {
  assert.deepEqual(typedSentences(thrownBelow, cache, `async ${callee}function total() { return rateOf('a'); }`, 'total'), []);
  assert.deepEqual(typedSentences(thrownBelow, cache, 'function fail() { throw new Error(); }\nfunction f() { return fail(); }', 'f'), []);
});

test('a call whose argument was asked about is not told', () => {
  const text = `${callee}function total(country: string) {\n  if (country) return rateOf(country);\n  return 0;\n}`;
  assert.deepEqual(typedSentences(thrownBelow, cache, text, 'total'), []);
});

test('a function that is there to throw is not told by one of its conditions', () => {
  const die = "function die(known: boolean): never {\n  if (known) throw new Error('known');\n  throw new Error('unknown');\n}\n";
  assert.deepEqual(typedSentences(thrownBelow, cache, `${die}function total() { return die(false); }`, 'total'), []);
});
