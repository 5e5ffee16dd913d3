import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LLMock } from '@copilotkit/aimock';
import { goodAnswer, talkOver } from '../builders/modelTalk.ts';

test('a mock server that others keep true to the real protocol answers a question', async (context) => {
  const mock = new LLMock({ port: 0 });
  mock.onMessage('Why is it written this way?', { content: goodAnswer });
  await mock.start();
  context.after(() => mock.stop());
  const over = talkOver(mock.url);
  const outcome = await over.ask();
  assert.ok(outcome.ok, JSON.stringify(outcome));
  const [block] = outcome.answer.blocks;
  assert.equal(block?.kind === 'paragraph' ? block.sentences.map(({ text }) => text).join(' ') : '', goodAnswer);
  assert.equal(outcome.answer.struck, 0);
  // It counts no tokens: then the estimate counts.
  assert.ok(over.store.spentOn(new Date(over.clock.now()).toISOString().slice(0, 10)).tokens > 300);
});
