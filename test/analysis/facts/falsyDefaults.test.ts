import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { falsyDefaults } from '../../../src/analysis/facts/falsyDefaults.ts';
import { sentences, typedSentences } from '../unitIn.ts';

const cache = createDocumentCache();

test('a chosen zero and a chosen false that become the default are named', () => {
  assert.deepEqual(sentences(falsyDefaults, 'function f(options) { return options.retries || 3; }'), [
    '`0` for `options.retries` counts as missing: `||` turns it into `3`.',
  ]);
  assert.deepEqual(sentences(falsyDefaults, 'function f(cache) { return { cache: cache || true }; }'), [
    '`false` for `cache` counts as missing: `||` turns it into `true`.',
  ]);
});

test('a zero that the type does not allow, `??`, and a default of zero stay unmentioned', () => {
  assert.deepEqual(typedSentences(falsyDefaults, cache, 'export function f(size: 1 | 2 | undefined) { return size || 3; }'), []);
  assert.deepEqual(sentences(falsyDefaults, 'function f(a) { return (a ?? 3) + (a || 0); }'), []);
});

test('a number that is tested for truth where it may be missing is named', () => {
  const text = (name: string): string => `function wait(options: { ${name}?: number }) { if (options.${name}) start(options.${name}); }`;
  assert.deepEqual(typedSentences(falsyDefaults, cache, text('delay')), [
    '`0` for `options.delay` takes the same way as `undefined`: the test asks for truth, not for presence.',
  ]);
  assert.deepEqual(typedSentences(falsyDefaults, cache, text('length')), []);
  assert.deepEqual(typedSentences(falsyDefaults, cache, 'function wait(delay: number) { if (delay) start(delay); }'), []);
});

test('a default inside a callback that runs at once is part of the unit, one inside a handler for later is not', () => {
  const sum = 'function due(items) {\n  return items.reduce((sum, item) => sum + item.price * (1 - (item.discount || 0.05)), 0);\n}';
  assert.deepEqual(sentences(falsyDefaults, sum), ['`0` for `item.discount` counts as missing: `||` turns it into `0.05`.']);
  assert.deepEqual(sentences(falsyDefaults, 'function later(bus) {\n  bus.on("item", (item) => store(item.discount || 0.05));\n}'), []);
});

test('what a timer answers is never 0', () => {
  const text = `class Clock {
  #timer: number | null = null;
  limit: number | null = null;
  start() {
    if (this.limit) return;
    if (this.#timer) return;
    this.#timer = window.setTimeout(run, 10);
  }
}`;
  const said = typedSentences(falsyDefaults, createDocumentCache(), text, 'Clock.start');
  assert.equal(said.length, 1);
  assert.match(said[0] ?? '', /^`0` for `this\.limit`/u);
});

test('a number that is elsewhere asked for presence alone goes its own way as 0', () => {
  const text = (rest: string): string => `function digits(precision?: number) {\n  if (precision) return short(precision);\n  ${rest}\n}`;
  assert.deepEqual(typedSentences(falsyDefaults, cache, text('return precision == null ? any() : none();')), []);
  assert.equal(typedSentences(falsyDefaults, cache, text('return none();')).length, 1);
});

test('a value that is never 0 loses nothing', () => {
  assert.deepEqual(sentences(falsyDefaults, 'function scale() { const at = place(); return (window.devicePixelRatio || 1) * at; }'), []);
});
