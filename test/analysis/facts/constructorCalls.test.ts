import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constructorCalls } from '../../../src/analysis/facts/constructorCalls.ts';
import { sentences } from '../unitIn.ts';

const text = (head: string, method = 'draw'): string =>
  `${head} {\n  constructor() {\n    this.draw();\n  }\n  ${method}() { paint(); }\n}`;

test('a method that a subclass can replace, called before its fields are set, is named', () => {
  assert.deepEqual(sentences(constructorCalls, text('export class View'), 'View.constructor'), [
    "Calls `draw` (line 3) while a subclass's own fields are not set yet: a `draw` of its own finds them `undefined`.",
  ]);
});

test('a private method, and a class that nobody can extend, are no news', () => {
  assert.deepEqual(sentences(constructorCalls, text('export class View', 'private draw'), 'View.constructor'), []);
  assert.deepEqual(sentences(constructorCalls, text('class View'), 'View.constructor'), []);
});
