import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandTarget } from '../../src/editor/commandTarget.ts';

test('a hover link names a place', () => {
  assert.deepEqual(commandTarget({ uri: 'file:///a.ts', line: 3 }), { kind: 'place', place: { uri: 'file:///a.ts', line: 3 } });
});

test('the status bar names a change', () => {
  assert.deepEqual(commandTarget({ changeId: 'c1' }), { kind: 'change', changeId: 'c1' });
});

test('a tree item names its change or its unit', () => {
  const change = { id: 'c1', root: '/shop', units: [] };
  assert.deepEqual(commandTarget({ kind: 'change', change }), { kind: 'change', changeId: 'c1' });
  assert.deepEqual(commandTarget({ kind: 'unit', change, unit: { path: 'src/a.ts', line: 9 } }), {
    kind: 'unit',
    root: '/shop',
    path: 'src/a.ts',
    line: 9,
  });
});

test('no argument, an editor uri and rubbish all mean where the caret is', () => {
  for (const argument of [
    undefined,
    null,
    7,
    'x',
    [],
    { path: '/a.ts', scheme: 'file' },
    { uri: 'file:///a.ts', line: 0 },
    { uri: 5, line: 1 },
  ]) {
    assert.deepEqual(commandTarget(argument), { kind: 'caret' });
  }
});

test('a unit with a line that is no line means where the caret is', () => {
  assert.deepEqual(commandTarget({ change: { id: 'c1' }, unit: { path: 'a.ts', line: 1.5 } }), { kind: 'caret' });
});
