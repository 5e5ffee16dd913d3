import assert from 'node:assert/strict';
import { test } from 'node:test';
import { growsForEver } from '../../../src/analysis/facts/growsForEver.ts';
import { sentences } from '../unitIn.ts';

const limiter = (field: string, more = '', name = 'allow'): string =>
  `class Limiter {\n  ${field}\n  ${name}(key) {\n    const recent = (this.hits.get(key) ?? []).filter(isRecent);\n    this.hits.set(key, recent);\n    return recent.length < 5;\n  }\n  ${more}\n}`;
const field = 'private hits = new Map<string, number[]>();';

test('a private collection that a check fills and nothing empties is named', () => {
  const said = 'Nothing in this class takes anything out of `this.hits` (line 2): it keeps an entry for every `key` it was ever given.';
  assert.deepEqual(sentences(growsForEver, limiter(field), 'Limiter.allow'), [said]);
  assert.deepEqual(sentences(growsForEver, limiter(field, 'all() { return [...this.hits]; }'), 'Limiter.allow'), [said]);
});

test('a collection that is emptied, handed out, weak, open to others or filled on purpose is not', () => {
  assert.deepEqual(sentences(growsForEver, limiter(field, 'sweep() { this.hits.clear(); }'), 'Limiter.allow'), []);
  assert.deepEqual(sentences(growsForEver, limiter(field, 'reset() { this.hits = new Map(); }'), 'Limiter.allow'), []);
  assert.deepEqual(sentences(growsForEver, limiter(field, 'share(other) { other.take(this.hits); }'), 'Limiter.allow'), []);
  assert.deepEqual(sentences(growsForEver, limiter('private hits = new WeakMap<object, number[]>();'), 'Limiter.allow'), []);
  assert.deepEqual(sentences(growsForEver, limiter('hits = new Map<string, number[]>();'), 'Limiter.allow'), []);
  assert.deepEqual(sentences(growsForEver, limiter(field, '', 'register'), 'Limiter.register'), []);
});
