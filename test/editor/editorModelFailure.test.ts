import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editorModelFailure } from '../../src/editor/editorModelFailure.ts';
import { modelFailure } from '../../src/llm/modelFailure.ts';

test("the editor's refusals lead to what helps: its own consent, another model, waiting for the quota", () => {
  const told = (code: string): readonly unknown[] => {
    const { kind, remedies } = modelFailure(editorModelFailure(code));
    return [kind, remedies[0]];
  };
  assert.deepEqual(told('NoPermissions'), ['not-permitted', 'retry']);
  assert.deepEqual(told('NotFound'), ['not-found', 'choose-model']);
  assert.deepEqual(told('Blocked'), ['quota', 'choose-model']);
});

test('any other error is a failure of the model, whatever its code is called', () => {
  for (const code of [undefined, '', 'Unknown', 'constructor', 'toString']) assert.equal(editorModelFailure(code), 'model-failed');
});
