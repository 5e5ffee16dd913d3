import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createEditorModel } from '../../src/llm/editorModel.ts';
import type { EditorModelParts } from '../../src/llm/editorModel.ts';
import type { ModelReply } from '../../src/llm/modelPort.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';
import type { FakeClock } from '../fakes/fakeClock.ts';

const request = { system: 'rules', context: 'code', question: 'why?', maxOutputTokens: 10 };
const never = new AbortController().signal;

function modelOver(ask: EditorModelParts['ask'], clock: FakeClock = createFakeClock()) {
  return createEditorModel({ model: { id: 'm', name: 'Model', vendor: 'copilot' }, ask, clock });
}

function kindOf(reply: ModelReply): string {
  return reply.ok ? reply.text : reply.failure.kind;
}

test('what is shown is what the editor is given: three messages to one model, and nothing about the code’s place', async () => {
  const sent: unknown[] = [];
  const model = modelOver(async (asked) => {
    sent.push(asked);
    return { ok: true, text: 'It adds.' };
  });
  assert.equal(kindOf(await model.ask(request, () => undefined, never)), 'It adds.');
  assert.deepEqual(sent, [{ modelId: 'm', messages: ['rules', 'code', 'why?'] }]);
  assert.deepEqual(JSON.parse(model.payload(request)), sent[0]);
  assert.equal(model.destination.to, 'copilot, through this editor');
});

for (const kind of ['not-permitted', 'not-found', 'quota', 'model-failed', 'too-long'] as const) {
  test(`an editor that says ${kind} is believed`, async () => {
    assert.equal(kindOf(await modelOver(async () => ({ ok: false, kind })).ask(request, () => undefined, never)), kind);
  });
}

test('an editor that is gone offers no model', async () => {
  assert.equal(kindOf(await modelOver(async () => 'unavailable').ask(request, () => undefined, never)), 'no-model');
});

test('a model that says nothing is given up after half a minute, one that stops talking after twenty seconds, and is told so', async () => {
  for (const says of [false, true]) {
    const clock = createFakeClock();
    let told: AbortSignal | undefined;
    const heard: string[] = [];
    const asked = modelOver(async (_request, onText, signal) => {
      told = signal;
      if (says) onText('It');
      return await new Promise<never>(() => undefined);
    }, clock).ask(request, (text) => heard.push(text), never);
    await nextTurn();
    clock.advance(says ? 19_999 : 29_999);
    assert.equal(told?.aborted, false);
    clock.advance(1);
    assert.equal(kindOf(await asked), 'timed-out');
    assert.deepEqual([told?.aborted, heard], [true, says ? ['It'] : []]);
  }
});

test('a person’s stop reaches the editor, and what comes after it is not drawn', async () => {
  const controller = new AbortController();
  let say = (_text: string): void => undefined;
  const heard: string[] = [];
  const asked = modelOver(async (_request, onText) => {
    say = onText;
    return await new Promise<never>(() => undefined);
  }).ask(request, (text) => heard.push(text), controller.signal);
  await nextTurn();
  controller.abort();
  assert.equal(kindOf(await asked), 'stopped');
  say('late');
  assert.deepEqual(heard, []);
});
