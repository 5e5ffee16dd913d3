import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSwitch } from '../../../src/analysis/facts/openSwitch.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { sentences, typedSentences } from '../unitIn.ts';

const cache = createDocumentCache();

test('a value of the type that no case names is named with what then happens', () => {
  const text =
    "function f(kind: 'add' | 'drop' | 'move') {\n  switch (kind) {\n    case 'add': go(1); break;\n    case 'drop': go(2); break;\n  }\n  done();\n}";
  assert.deepEqual(typedSentences(openSwitch, cache, text), [
    'No case for `kind` being `"move"`, though its type allows it: the code goes on at line 6 then.',
  ]);
});

test('an answer of undefined for what no case names is named', () => {
  const text = "function f(kind) {\n  switch (kind) {\n    case 'a': return 1;\n    case 'b': return 2;\n  }\n}";
  assert.deepEqual(sentences(openSwitch, text), ['A `kind` that none of the 2 cases names gives `undefined`: there is no `default`.']);
});

test('a default, and a switch that covers its type and returns, are no news', () => {
  assert.deepEqual(sentences(openSwitch, 'function f(k) { switch (k) { case 1: return 1; default: return 2; } }'), []);
  assert.deepEqual(typedSentences(openSwitch, cache, 'function f(k: 1 | 2) { switch (k) { case 1: return 1; case 2: return 2; } }'), []);
});
