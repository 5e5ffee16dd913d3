import assert from 'node:assert/strict';
import { test } from 'node:test';
import { droppedAnswers } from '../../../src/analysis/facts/droppedAnswers.ts';
import { sentences } from '../unitIn.ts';

const store = (use: string, answer = 'return true;'): string =>
  `class Store {\n  reserve(order) {\n    if (!this.stock) return false;\n    this.stock -= 1;\n    ${answer}\n  }\n  place(order) { ${use} }\n}`;

test('a refusal that nobody looks at is named', () => {
  assert.deepEqual(sentences(droppedAnswers, store('this.reserve(order); this.ship(order);'), 'Store.place'), [
    '`this.reserve` answers `false` when `!this.stock` (line 3): nobody looks at the answer here.',
  ]);
});

test('an answer that is used, and a function that always says no, stay unmentioned', () => {
  assert.deepEqual(sentences(droppedAnswers, store('if (this.reserve(order)) this.ship(order);'), 'Store.place'), []);
  assert.deepEqual(sentences(droppedAnswers, store('this.reserve(order);', 'return false;'), 'Store.place'), []);
  assert.deepEqual(sentences(droppedAnswers, store('this.reserve(order);', 'return this.stock;'), 'Store.place'), []);
});
