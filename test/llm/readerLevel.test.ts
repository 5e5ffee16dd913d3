import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelPrompt } from '../../src/explain/modelPrompt.ts';
import { saveAll } from '../builders/modelTalk.ts';

test('a model is told which ideas of this code the reader knows and which went wrong, in what the person sees before', async () => {
  const ideas = { known: ['await-in-loop'], shaky: ['promise-all', 'floating-promise'] };
  const { request } = await modelPrompt({ ...saveAll, ideas }, { kind: 'level' }, 'mark');
  assert.match(
    request.context,
    /Ideas in it that the reader knows: await in loop\. Ideas in it that the reader has got wrong before: promise all, floating promise\.$/u,
  );
  assert.match(request.question, /take what the reader knows as known/u);
});

test('of whom nothing is known, nothing is said', async () => {
  const { request } = await modelPrompt({ ...saveAll, ideas: { known: [], shaky: [] } }, { kind: 'level' }, 'mark');
  assert.doesNotMatch(request.context, /Ideas in it/u);
});
