import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constructorCalls } from '../../../src/analysis/facts/constructorCalls.ts';
import { sentences } from '../unitIn.ts';

const view = 'export class View {\n  constructor() {\n    this.draw();\n  }\n  draw() { paint(); }\n}\n';

test('a method that a subclass replaces and that looks at its fields, called before they are set, is named', () => {
  const chart = 'class Chart extends View {\n  scale = 2;\n  draw() { paint(this.scale); }\n}';
  assert.deepEqual(sentences(constructorCalls, view + chart, 'View.constructor'), [
    'Calls `draw` (line 3) while the own fields of a `Chart` are not set yet: its own `draw` finds them `undefined`.',
  ]);
});

test('without such a subclass it is no news', () => {
  const said = (below: string): readonly string[] => sentences(constructorCalls, view + below, 'View.constructor');
  assert.deepEqual(said(''), []);
  assert.deepEqual(said('class Chart extends View {\n  scale = 2;\n}'), []);
  assert.deepEqual(said('class Chart extends View {\n  scale = 2;\n  draw() { paint(1); }\n}'), []);
  assert.deepEqual(said('class Chart implements View {\n  scale = 2;\n  draw() { paint(this.scale); }\n}'), []);
  assert.deepEqual(said('class Chart extends Other {\n  scale = 2;\n  draw() { paint(this.scale); }\n}'), []);
});
