import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textSearch } from '../../../src/analysis/facts/textSearch.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { sentences, typedSentences } from '../unitIn.ts';

const cache = createDocumentCache();

test('a replacement that stops after the first place is named', () => {
  const text = (pattern: string): string => `function dotted(path: string) { return path.replace(${pattern}, '.'); }`;
  const said = ["Only the first `'/'` is replaced: with a text as its pattern, `replace` does not go on."];
  assert.deepEqual(typedSentences(textSearch, cache, text("'/'")), said);
  assert.deepEqual(sentences(textSearch, text("'/'")), said);
  assert.deepEqual(typedSentences(textSearch, cache, text('/\\//g')), []);
  assert.deepEqual(sentences(textSearch, "function go(history, state) { history.replace('/cart', state); }"), []);
});

test('a pattern that remembers its last place is named', () => {
  const text = (flags: string): string => `const word = /\\w+/${flags};\nfunction has(text) { return word.test(text); }`;
  assert.deepEqual(sentences(textSearch, text('g'), 'has'), [
    '`word` (line 1) has the flag `g` or `y` and remembers where it stopped: the same text can fail the next time.',
  ]);
  assert.deepEqual(sentences(textSearch, text('i'), 'has'), []);
  assert.deepEqual(sentences(textSearch, `${text('g')}\nfunction reset() { word.lastIndex = 0; }`, 'has'), []);
});
