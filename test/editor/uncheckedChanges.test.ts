import assert from 'node:assert/strict';
import { test } from 'node:test';
import { statusText, uncheckedChanges, uncheckedUnits } from '../../src/editor/uncheckedChanges.ts';
import type { ChangeState, ChangeSummary } from '../../src/terms/change.ts';
import type { ChangeId, UnitKey } from '../../src/terms/ids.ts';

function change(id: string, state: ChangeState, units: Readonly<Record<string, boolean>> = { total: false }): ChangeSummary {
  return {
    id: id as ChangeId,
    kind: 'suggestion',
    title: id,
    originText: 'origin unknown',
    state,
    at: 0,
    units: Object.entries(units).map(([name, checked]) => ({ key: name as UnitKey, path: 'a.ts', name, line: 1, checked })),
  };
}

test('the status says how many changes wait, in figures and in words', () => {
  assert.deepEqual(statusText([change('a', 'unchecked'), change('b', 'checked')]), {
    text: '$(mortar-board) 1 to check',
    label: '1 change not checked yet',
  });
  assert.equal(statusText([change('a', 'unchecked'), change('b', 'unchecked')])?.label, '2 changes not checked yet');
});

test('nothing to check is nothing to show', () => {
  assert.equal(statusText([change('a', 'checked'), change('b', 'expired')]), undefined);
});

test('news of packages alone are nothing to check', () => {
  assert.equal(statusText([change('a', 'unchecked', {})]), undefined);
});

test('the status never counts beyond five', () => {
  const many = Array.from({ length: 9 }, (_, index) => change(`c${index}`, 'unchecked'));
  assert.equal(statusText(many)?.text, '$(mortar-board) 5 to check');
});

test('a unit that two changes touched is listed once, and a checked one not at all', () => {
  const changes = [change('a', 'unchecked', { load: false, save: true }), change('b', 'unchecked', { load: false, sum: false })];
  assert.deepEqual(
    uncheckedUnits(changes).map(({ change: from, unit }) => `${from.id} ${unit.name}`),
    ['a load', 'b sum'],
  );
});

test('expired and checked changes are not listed', () => {
  const changes = [change('a', 'expired', { load: false }), change('b', 'checked'), change('c', 'unchecked', { total: true })];
  assert.deepEqual(
    uncheckedChanges(changes).map(({ id }) => id),
    ['c'],
  );
  assert.deepEqual(uncheckedUnits(changes), []);
});
