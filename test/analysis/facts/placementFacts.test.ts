import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importCycle } from '../../../src/analysis/facts/importCycle.ts';
import { onlyUser } from '../../../src/analysis/facts/onlyUser.ts';
import { unitIn } from '../unitIn.ts';

const placement = { importers: 12, dependents: 41, files: 120, tests: [], layer: 0, cycle: [] };

test('a base class from a file of the same import cycle may not be there yet', () => {
  const cyclic = { callSites: [], placement: { ...placement, cycle: ['src/shape.ts'] } };
  const said = (text: string): readonly string[] =>
    importCycle.detect(unitIn(text, 'Circle', 'src/circle.ts'), cyclic).map((fact) => fact.text);
  assert.deepEqual(said("import { Shape } from './shape.js';\nexport class Circle extends Shape {}"), [
    '`shape.ts` and this file load each other: where `shape.ts` is loaded first, `Shape` is not there yet and this throws.',
  ]);
  const barrel = { ...cyclic, placement: { ...cyclic.placement, cycle: ['src/internal.ts'] } };
  const through = "import { Shape } from './internal.js';\nexport class Circle extends Shape {}";
  assert.deepEqual(importCycle.detect(unitIn(through, 'Circle', 'src/circle.ts'), barrel), [], 'what only hands it on may load it first');
  assert.deepEqual(said("import { Shape } from './other.js';\nexport class Circle extends Shape {}"), []);
  assert.deepEqual(said("import { Shape } from './shape.js';\nexport class Circle { shape = Shape; }"), []);
});

test('a package that is there for one name alone is named', () => {
  const said = (text: string, only: boolean): readonly string[] =>
    onlyUser.detect(unitIn(text, 'search'), { callSites: [], isOnlyUserOf: () => only }).map((fact) => fact.text);
  const text = "import { debounce } from 'lodash-es';\nexport const search = (run) => { return debounce(run, 200); };";
  assert.deepEqual(said(text, true), ['No other file here imports `lodash-es`: only `debounce` is used of it.']);
  assert.deepEqual(said(text, false), []);
  assert.deepEqual(said(text.replace('lodash-es', './debounce'), true), []);
  assert.deepEqual(said(text.replace('{ debounce }', '{ debounce, throttle }'), true), []);
  assert.deepEqual(said(text.replace('{ debounce }', 'debounce'), true), []);
});
