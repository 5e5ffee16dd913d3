import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectFacts } from '../../src/analysis/detectFacts.ts';
import { allDetectors } from '../../src/analysis/facts/allDetectors.ts';
import { unitIn } from './unitIn.ts';

test('the most surprising fact comes first, and each names its lines', () => {
  const located = unitIn(
    'async function f(items: number[]) {\n  const rates = await load();\n  const taxes = await taxesOf();\n  items.sort();\n  items.forEach(async (item) => {\n    await save(item, rates, taxes);\n  });\n}',
  );
  const facts = detectFacts(located, { callSites: [] });
  assert.deepEqual(
    facts.map(({ kind, lines }) => [kind, lines]),
    [
      ['await-order', [[5, 7]]],
      ['outside-changes', [[4, 4]]],
      [
        'await-order',
        [
          [2, 2],
          [3, 3],
        ],
      ],
    ],
  );
});

test('an unremarkable unit has no facts', () => {
  assert.deepEqual(detectFacts(unitIn('function add(a: number, b: number) { return a + b; }'), { callSites: [] }), []);
});

test('detectors have ids of their own', () => {
  assert.equal(new Set(allDetectors.map(({ id }) => id)).size, allDetectors.length);
});
