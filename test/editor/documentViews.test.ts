import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createDocumentViews, lineEdit, type CarriedUnit, type DocumentViews } from '../../src/editor/documentViews.ts';
import type { UnitView } from '../../src/terms/documentView.ts';
import type { UnitKey } from '../../src/terms/ids.ts';
import type { LineRange } from '../../src/terms/ranges.ts';

const uri = 'file:///shop/cart.ts';
const card = { headline: 'Worth knowing', body: ['`save` may fail.'], source: 'From static analysis', worth: 0.7 };

function unit(name: string, lines: LineRange, nameLine = lines[0]): UnitView {
  const nameAt = { from: { line: nameLine, column: 10 }, to: { line: nameLine, column: 14 } };
  return { key: name as UnitKey, name, lines, nameAt, unchecked: true, card };
}

function viewsOf(...units: readonly UnitView[]): DocumentViews {
  const views = createDocumentViews();
  views.received({ uri, sequence: 0, units });
  return views;
}

function shape({ name, lines, nameAt, edited, card: shown }: CarriedUnit): readonly unknown[] {
  return [name, lines, nameAt.from.line, edited, shown !== undefined];
}

test('an edit above moves a unit and keeps its card', () => {
  const views = viewsOf(unit('load', [10, 20]));
  views.edited(uri, 1, [{ lines: [3, 3], added: 2 }]);
  assert.deepEqual(views.unitsOf(uri).map(shape), [['load', [12, 22], 12, false, true]]);
});

test('an edit below leaves a unit alone', () => {
  const views = viewsOf(unit('load', [10, 20]));
  views.edited(uri, 1, [{ lines: [21, 25], added: -3 }]);
  assert.deepEqual(views.unitsOf(uri).map(shape), [['load', [10, 20], 10, false, true]]);
});

test('a unit edited since its view has no card, and its mark stays', () => {
  const views = viewsOf(unit('load', [10, 20]));
  views.edited(uri, 1, [{ lines: [12, 12], added: 1 }]);
  assert.deepEqual(views.unitsOf(uri).map(shape), [['load', [10, 21], 10, true, false]]);
  assert.equal(views.unitsOf(uri)[0]?.unchecked, true);
});

test('a doc comment that grows inside a unit moves its name', () => {
  const views = viewsOf(unit('load', [10, 20], 13));
  views.edited(uri, 1, [{ lines: [11, 11], added: 2 }]);
  assert.deepEqual(views.unitsOf(uri).map(shape), [['load', [10, 22], 15, true, false]]);
});

test('a whole line inserted right before a unit moves it untouched', () => {
  const views = viewsOf(unit('load', [10, 20]));
  views.edited(uri, 1, [lineEdit({ fromLine: 10, fromColumn: 1, toLine: 10, toColumn: 1 }, 'import x;\n')]);
  assert.deepEqual(views.unitsOf(uri).map(shape), [['load', [11, 21], 11, false, true]]);
});

test('two replacements of one event are both counted in lines before the event', () => {
  const views = viewsOf(unit('load', [10, 20]), unit('save', [30, 40]));
  views.edited(uri, 1, [
    { lines: [2, 2], added: 1 },
    { lines: [25, 25], added: 4 },
  ]);
  assert.deepEqual(views.unitsOf(uri).map(shape), [
    ['load', [11, 21], 11, false, true],
    ['save', [35, 45], 35, false, true],
  ]);
});

test('a view that arrives late is carried through the edits it has not seen', () => {
  const views = viewsOf();
  views.edited(uri, 1, [{ lines: [1, 1], added: 5 }]);
  views.edited(uri, 2, [{ lines: [1, 1], added: 1 }]);
  views.received({ uri, sequence: 1, units: [unit('load', [15, 25])] });
  assert.deepEqual(views.unitsOf(uri).map(shape), [['load', [16, 26], 16, false, true]]);
});

test('edits that came before the first view count as well', () => {
  const views = createDocumentViews();
  views.edited(uri, 1, [{ lines: [12, 12], added: 0 }]);
  views.received({ uri, sequence: 0, units: [unit('load', [10, 20])] });
  assert.deepEqual(views.unitsOf(uri).map(shape), [['load', [10, 20], 10, true, false]]);
});

test('a view older than the edits still known is refused rather than shown in the wrong place', () => {
  const views = viewsOf(unit('load', [10, 20]));
  for (let sequence = 1; sequence <= 1_001; sequence++) views.edited(uri, sequence, [{ lines: [1, 1], added: 1 }]);
  assert.deepEqual(views.unitsOf(uri), []);
  views.received({ uri, sequence: 3, units: [unit('load', [13, 23])] });
  assert.deepEqual(views.unitsOf(uri), []);
  views.received({ uri, sequence: 1_001, units: [unit('load', [1_011, 1_021])] });
  assert.deepEqual(views.unitsOf(uri).map(shape), [['load', [1_011, 1_021], 1_011, false, true]]);
});

test('the innermost unit of a line is found', () => {
  const views = viewsOf(unit('Cart', [1, 40]), unit('Cart.total', [5, 9]));
  assert.equal(views.unitAt(uri, 6)?.name, 'Cart.total');
  assert.equal(views.unitAt(uri, 30)?.name, 'Cart');
  assert.equal(views.unitAt(uri, 41), undefined);
});

test('listeners hear of a new view and of a closed document, not of an edit', () => {
  const views = createDocumentViews();
  const heard: string[] = [];
  const stop = views.onReceived((changed) => heard.push(changed));
  views.received({ uri, sequence: 0, units: [] });
  views.edited(uri, 1, [{ lines: [1, 1], added: 0 }]);
  views.forget(uri);
  stop();
  views.received({ uri, sequence: 0, units: [] });
  assert.deepEqual(heard, [uri, uri]);
});

test('typing within a line adds no lines; a line break adds one; a removed line takes one away', () => {
  const at = { fromLine: 4, fromColumn: 3, toLine: 4, toColumn: 3 };
  assert.deepEqual(lineEdit(at, 'x'), { lines: [4, 4], added: 0 });
  assert.deepEqual(lineEdit(at, '\n'), { lines: [4, 4], added: 1 });
  assert.deepEqual(lineEdit({ fromLine: 4, fromColumn: 1, toLine: 5, toColumn: 1 }, ''), { lines: [4, 4], added: -1 });
});

test('lines that were not typed are known for exactly the version that the view has seen', () => {
  const views = createDocumentViews();
  assert.deepEqual(views.recentLines(uri), []);
  views.received({ uri, sequence: 0, units: [], recent: [[2, 5]] });
  assert.deepEqual(views.recentLines(uri), [[2, 5]]);
  views.edited(uri, 1, [{ lines: [1, 1], added: 1 }]);
  assert.equal(views.recentLines(uri), undefined, 'the editor itself has moved the marks by then');
  views.received({ uri, sequence: 1, units: [], recent: [[3, 6]] });
  assert.deepEqual(views.recentLines(uri), [[3, 6]]);
});

test('a view that knows a part of what was typed into a line is carried through the rest', () => {
  const views = createDocumentViews();
  for (const sequence of [1, 2, 3]) views.edited(uri, sequence, [{ lines: [5, 5], added: 0 }]);
  views.edited(uri, 4, [{ lines: [1, 1], added: 2 }]);
  views.received({ uri, sequence: 2, units: [unit('below', [5, 7])] });
  assert.deepEqual(
    views.unitsOf(uri).map(({ lines, edited }) => ({ lines, edited })),
    [{ lines: [7, 9], edited: true }],
  );
  views.received({ uri, sequence: 3, units: [unit('below', [5, 7])] });
  assert.deepEqual(
    views.unitsOf(uri).map(({ lines, edited }) => ({ lines, edited })),
    [{ lines: [7, 9], edited: false }],
  );
});

test('units asked for once after many edits are those that are asked for at each', () => {
  const touched = fc.record({
    first: fc.integer({ min: 1, max: 60 }),
    span: fc.integer({ min: 0, max: 3 }),
    added: fc.integer({ min: -2, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(touched, { minLength: 1, maxLength: 150 }), (edits) => {
      const units = [unit('a', [3, 9]), unit('b', [12, 30]), unit('c', [14, 20]), unit('d', [40, 41])];
      const [asked, left] = [viewsOf(...units), viewsOf(...units)];
      left.unitsOf(uri);
      for (const [index, { first, span, added }] of edits.entries()) {
        for (const views of [asked, left]) views.edited(uri, index + 1, [{ lines: [first, first + span], added: Math.max(added, -span) }]);
        asked.unitsOf(uri);
      }
      assert.deepEqual(left.unitsOf(uri), asked.unitsOf(uri));
    }),
  );
});
