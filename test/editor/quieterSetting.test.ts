import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quieterHoverMode, quieterSwitch } from '../../src/editor/quieterSetting.ts';

test('a repository may turn a surface off', () => {
  assert.equal(quieterSwitch({ defaultValue: true, workspaceValue: false }), false);
});

test('a repository cannot turn on what the person turned off', () => {
  assert.equal(quieterSwitch({ defaultValue: true, globalValue: false, workspaceValue: true, workspaceFolderValue: true }), false);
});

test('without any choice the default holds', () => {
  assert.equal(quieterSwitch({ defaultValue: true }), true);
  assert.equal(quieterSwitch({ defaultValue: false }), false);
  assert.equal(quieterSwitch({}), false);
});

test('the hover takes the quieter of what the person and the repository chose', () => {
  assert.equal(quieterHoverMode({ defaultValue: 'unfamiliar', globalValue: 'touched', workspaceValue: 'unfamiliar' }), 'touched');
  assert.equal(quieterHoverMode({ defaultValue: 'unfamiliar', globalValue: 'touched', workspaceValue: 'off' }), 'off');
  assert.equal(quieterHoverMode({ defaultValue: 'unfamiliar' }), 'unfamiliar');
});

test('a hover mode that does not exist counts as not set', () => {
  assert.equal(quieterHoverMode({ defaultValue: 'unfamiliar', workspaceValue: 'loud' }), 'unfamiliar');
});
