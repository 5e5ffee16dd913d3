import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoverSilence, type HoverSituation } from '../../src/editor/hoverSilence.ts';
import type { CarriedUnit } from '../../src/editor/documentViews.ts';
import type { UnitKey } from '../../src/terms/ids.ts';

const unit: CarriedUnit = {
  key: 'k' as UnitKey,
  name: 'load',
  lines: [4, 9],
  nameAt: { from: { line: 4, column: 16 }, to: { line: 4, column: 20 } },
  unchecked: false,
  card: { headline: 'Worth knowing', body: ['Two callers ignore the failure.'], source: 'From static analysis', worth: 0.7 },
  edited: false,
};

const onName: HoverSituation = {
  enabled: true,
  mode: 'unfamiliar',
  unit,
  line: 4,
  column: 17,
  lineLength: 40,
  errorHere: false,
  debuggerStopped: false,
  textSelected: false,
};

test('a card is shown on the name of a unit that has one', () => {
  assert.equal(hoverSilence(onName), undefined);
});

test('both ends of the name belong to it, the column behind does not', () => {
  assert.equal(hoverSilence({ ...onName, column: 16 }), undefined);
  assert.equal(hoverSilence({ ...onName, column: 20 }), undefined);
  assert.equal(hoverSilence({ ...onName, column: 21 }), 'not on the name of a unit');
  assert.equal(hoverSilence({ ...onName, line: 5 }), 'not on the name of a unit');
});

test('turned off is off', () => {
  assert.equal(hoverSilence({ ...onName, enabled: false }), 'turned off');
  assert.equal(hoverSilence({ ...onName, mode: 'off' }), 'turned off');
});

test('in mode touched only code that is not checked yet has a card', () => {
  assert.equal(hoverSilence({ ...onName, mode: 'touched' }), 'not touched recently');
  assert.equal(hoverSilence({ ...onName, mode: 'touched', unit: { ...unit, unchecked: true } }), undefined);
});

test('a unit edited since it was analysed is not spoken of', () => {
  assert.equal(hoverSilence({ ...onName, unit: { ...unit, edited: true } }), 'edited since it was analysed');
});

test('a unit without anything worth saying is met with silence', () => {
  const { card: _card, ...plain } = unit;
  assert.equal(hoverSilence({ ...onName, unit: plain }), 'nothing worth saying');
});

test('a line of more than ten thousand characters has no card', () => {
  assert.equal(hoverSilence({ ...onName, lineLength: 10_000 }), undefined);
  assert.equal(hoverSilence({ ...onName, lineLength: 10_001 }), 'line too long');
});

test('nothing is shown until typing has rested for a second and a half', () => {
  assert.equal(hoverSilence({ ...onName, sinceEditMs: 1_499 }), 'typing');
  assert.equal(hoverSilence({ ...onName, sinceEditMs: 1_500 }), undefined);
});

test('nothing is shown while text is selected', () => {
  assert.equal(hoverSilence({ ...onName, textSelected: true }), 'text is selected');
});

test('an error at the position comes first', () => {
  assert.equal(hoverSilence({ ...onName, errorHere: true }), 'an error is shown here');
});

test('a stopped debugger comes first', () => {
  assert.equal(hoverSilence({ ...onName, debuggerStopped: true }), 'debugging');
});
