import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeExcerpt } from '../../../src/exercises/wording/codeExcerpt.ts';
import { unitOf } from '../../fakes/fakeWorld.ts';

test('a short unit is shown whole, from its first line', () => {
  const { located } = unitOf('\nfunction f(a) {\n  if (a) return 1;\n  g();\n  return 2;\n}');
  assert.deepEqual(codeExcerpt(located, [[3, 3]], [3]), {
    text: 'function f(a) {\n  if (a) return 1;\n  g();\n  return 2;\n}',
    firstLine: 2,
  });
});

test('of a long unit its head is shown, down to what decides and runs, and the cut line stands as an ellipsis in its own place', () => {
  const { located } = unitOf(`function f(a) {\n${Array.from({ length: 60 }, (_, index) => `  step(${index});`).join('\n')}\n}`);
  const excerpt = codeExcerpt(located, [[30, 31]], [30, 40]);
  assert.equal(excerpt?.firstLine, 1);
  const lines = excerpt?.text.split('\n') ?? [];
  assert.equal(lines[0], 'function f(a) {');
  assert.equal(lines[29], '  step(28);');
  assert.equal(lines.length, 42);
  assert.equal(lines.at(-1), '…');
  assert.equal(codeExcerpt(located, [[2, 2]], [2, 60]), undefined);
});
