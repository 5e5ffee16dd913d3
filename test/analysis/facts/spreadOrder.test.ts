import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spreadOrder } from '../../../src/analysis/facts/spreadOrder.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { sentences, typedSentences } from '../unitIn.ts';

const cache = createDocumentCache();

const types = 'interface Options { retries?: number; signal?: object }\n';

test('an undefined that replaces a default is named', () => {
  const text = `${types}function load(options: Options) {\n  return send({ retries: 3, ...options });\n}`;
  const said = 'A `options.retries` that is there but `undefined` replaces `3`: the spread comes after it.';
  assert.deepEqual(typedSentences(spreadOrder, cache, text, 'load'), [said]);
  assert.deepEqual(sentences(spreadOrder, text, 'load'), []);
});

test('a choice of the caller that is never used is named', () => {
  const text = (value: string): string => `${types}function load(options: Options) {\n  return send({ ...options, signal: ${value} });\n}`;
  assert.deepEqual(typedSentences(spreadOrder, cache, text('own'), 'load'), [
    'A `signal` in `options` is never used: the `signal` behind the spread replaces it.',
  ]);
  assert.deepEqual(typedSentences(spreadOrder, cache, text('options.signal ?? own'), 'load'), []);
});

test('members the type does not have, and objects nobody fills in, are no news', () => {
  assert.deepEqual(
    typedSentences(spreadOrder, cache, `${types}function load(options: Options) { return send({ url: '/', ...options }); }`, 'load'),
    [],
  );
  assert.deepEqual(typedSentences(spreadOrder, cache, 'function f(state: { busy?: boolean }) { return { ...state, busy: true }; }'), []);
});
