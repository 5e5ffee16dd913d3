import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ts } from 'ts-morph';
import { parseSource } from '../../src/analysis/parseSource.ts';
import { relianceOn } from '../../src/analysis/relianceOn.ts';
import type { Reliance } from '../../src/analysis/sourceText.ts';

/** What is made of the call of `matches`. */
function relianceIn(text: string): readonly Reliance[] {
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'matches') found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(parseSource('/shop/a.ts', text));
  const [call] = found;
  assert.ok(call !== undefined, 'no call');
  return relianceOn(call).reliance;
}

test('what a function returns as it is, it hands on', () => {
  assert.deepEqual(relianceIn('function find(user) { return matches(user); }'), ['returns it on']);
  assert.deepEqual(relianceIn('const find = (user) => matches(user);'), ['returns it on']);
});

test('what a callback returns goes to whoever calls it back, not to the caller', () => {
  assert.deepEqual(relianceIn('function find(users) { return users.find((user) => matches(user)); }'), ['uses the result']);
  assert.deepEqual(relianceIn('function find(users) { return users.filter(function (user) { return matches(user); }); }'), [
    'uses the result',
  ]);
});
