import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameCatch } from '../../../src/analysis/facts/sameCatch.ts';
import { sentences } from '../unitIn.ts';

const submit = (after: string, handled = "toast('The team could not be created');"): readonly string[] =>
  sentences(
    sameCatch,
    `async function submit(data) {\n  try {\n    await createTeam(data);\n    ${after}\n  } catch (error) {\n    ${handled}\n  }\n}`,
  );

test('a later step that fails as if the lasting one had is named', () => {
  assert.deepEqual(submit('await refreshSession();'), [
    'If `refreshSession` (line 4) fails, the `catch` (line 5) does what it does when `createTeam` fails, though that is done by then.',
  ]);
});

test('a catch that tells apart, undoes or passes on, and a step that only shows another page, are not', () => {
  assert.deepEqual(submit('await refreshSession();', "if (error.code === 'taken') return taken();\n    toast(error);"), []);
  assert.deepEqual(submit('await refreshSession();', 'await deleteTeam(data);\n    toast(error);'), []);
  assert.deepEqual(submit('await refreshSession();', 'log(error);\n    throw error;'), []);
  assert.deepEqual(submit("await navigate('/teams');"), []);
  assert.deepEqual(submit('refreshSession();'), []);
});
