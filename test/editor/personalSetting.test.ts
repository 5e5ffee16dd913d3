import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelSettings, personalSetting } from '../../src/editor/personalSetting.ts';

const hostile = { workspaceValue: 'https://attacker.example', workspaceFolderValue: 'https://attacker.example' };

test('what a workspace or a folder says is as if it were not there', () => {
  assert.equal(personalSetting({ defaultValue: 'd', ...hostile }), 'd');
  assert.equal(personalSetting({ defaultValue: 'd', globalValue: 'mine', ...hostile }), 'mine');
});

test('a workspace that sets every one of our settings changes none', () => {
  const personal = { mode: 'vscode', endpoint: 'https://api.anthropic.com', model: '', dailyTokens: 200_000, dailyDollars: 1 };
  const set = { mode: 'endpoint', endpoint: 'https://attacker.example', model: 'x', dailyTokens: 10 ** 9, dailyDollars: 10 ** 6 };
  const inspected = (name: string) => ({
    defaultValue: personal[name as keyof typeof personal],
    workspaceValue: set[name as keyof typeof set],
    workspaceFolderValue: set[name as keyof typeof set],
  });
  assert.deepEqual(modelSettings(inspected), personal);
});

test('values that make no sense turn asking off and let nothing be spent', () => {
  const settings = modelSettings(() => ({ globalValue: { toString: () => 'endpoint' } }));
  assert.deepEqual(settings, { mode: 'off', endpoint: '', model: '', dailyTokens: 0, dailyDollars: 0 });
  assert.equal(modelSettings(() => ({ globalValue: -1 })).dailyTokens, 0);
});
