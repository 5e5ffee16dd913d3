import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rememberedPlace } from '../../../src/analysis/facts/rememberedPlace.ts';
import { sentences } from '../unitIn.ts';

const said = (pattern: string, body = 'return word.test(text);'): readonly string[] =>
  sentences(rememberedPlace, `const word = ${pattern};\nfunction isWord(text) {\n  if (!text) return false;\n  ${body}\n}`, 'isWord');

test('a kept pattern with a place of its own is named', () => {
  assert.deepEqual(said(String.raw`/\w+/g`), [
    '`word` (line 1) remembers where it stopped: a text that passes one call can fail the next.',
  ]);
});

test('a pattern without one, one made in the call, and one that is set back are not', () => {
  assert.deepEqual(said(String.raw`/\w+/i`), []);
  assert.deepEqual(said(String.raw`/\w+/g`, String.raw`return /\w+/g.test(text);`), []);
  assert.deepEqual(said(String.raw`/\w+/g`, 'word.lastIndex = 0;\n  return word.test(text);'), []);
  assert.deepEqual(said(String.raw`/\w+/g`, "return text.replace(word, '');"), []);
});
