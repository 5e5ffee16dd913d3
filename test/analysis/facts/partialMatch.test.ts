import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partialMatch } from '../../../src/analysis/facts/partialMatch.ts';
import { sentences } from '../unitIn.ts';

const parse = (reading: string, refusal = 'if (!match) throw new Error(text);'): string =>
  `function parse(text) {\n  const match = ${reading};\n  ${refusal}\n  return Number(match[1]);\n}`;

test('an expression that need not cover the text passes over the rest', () => {
  const anywhere = 'Line 2 looks anywhere in `text`: what stands before or after the match is passed over, not refused.';
  assert.deepEqual(sentences(partialMatch, parse(String.raw`/(\d+)\s*(ms|s)?/.exec(text)`)), [anywhere]);
  assert.deepEqual(sentences(partialMatch, parse(String.raw`text.match(/(\d+)px/)`)), [anywhere]);
  assert.deepEqual(sentences(partialMatch, parse(String.raw`/^(\d+)(ms|s)?/.exec(text)`)), [
    'Line 2 looks only at the beginning of `text`: what stands after the match is passed over, not refused.',
  ]);
});

test('an anchored expression, one that takes the rest, a search or a missing refusal says nothing', () => {
  assert.deepEqual(sentences(partialMatch, parse(String.raw`/^(\d+)px$/.exec(text)`)), []);
  assert.deepEqual(sentences(partialMatch, parse(String.raw`/^(\w+):(.*)/.exec(text)`)), []);
  assert.deepEqual(sentences(partialMatch, parse(String.raw`/(\d+)/g.exec(text)`)), []);
  assert.deepEqual(sentences(partialMatch, parse(String.raw`/(\d+)/.exec(text)`, 'if (!match) return 0;')), []);
});
