import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createModelSession } from '../../src/editor/modelSession.ts';
import type { ModelSession } from '../../src/editor/modelSession.ts';
import { contentId } from '../../src/terms/ids.ts';
import type { ModelOfferId, UnitKey } from '../../src/terms/ids.ts';
import type { ModelAsk, ModelFailure, ModelOffer, ModelOffered, ModelOutcome, ModelSection, UnitPlace } from '../../src/terms/model.ts';
import type { SaidAnswer } from '../../src/terms/said.ts';
import { success } from '../../src/terms/result.ts';

const place: UnitPlace = { uri: 'file:///shop/cart.ts', line: 3, key: contentId<UnitKey>('total') };
const answer: SaidAnswer = { blocks: [{ kind: 'paragraph', sentences: [{ text: 'It adds.' }] }], sentences: 1, struck: 0 };
const offer: ModelOffer = {
  id: contentId<ModelOfferId>('offer'),
  destination: { id: 'endpoint https://example.com', kind: 'endpoint', to: 'example.com', model: 'm' },
  parts: [],
  payload: '{}',
  redacted: [],
  tokens: { sent: 1, wholeFile: 2 },
  allowed: false,
  canAllow: true,
};
const down: ModelFailure = { kind: 'unreachable', reason: 'The server cannot be reached.', remedies: ['retry'] };

interface Driven {
  readonly session: ModelSession;
  readonly asks: { readonly ask: ModelAsk; readonly signal: AbortSignal | undefined; answer(outcome: ModelOutcome): void }[];
  readonly said: string[];
  section(): ModelSection;
  kind(): string;
}

/** A session over a tutor whose offers are given and whose answers come when the test says so. */
function driven(offered: ModelOffered = { ok: true, offer }): Driven {
  const asks: Driven['asks'] = [];
  const said: string[] = [];
  let section: ModelSection = { panel: { kind: 'idle' } };
  let ids = 0;
  const session = createModelSession({
    tutor: {
      modelOffer: async () => offered,
      askModel: async (ask, signal) => await new Promise((resolve) => asks.push({ ask, signal, answer: resolve })),
      withdrawConsent: async () => success(null),
      reviewOwnWords: async () => success({ unitKey: place.key, covered: [0], missed: [1], contradicted: [] }),
    },
    randomId: () => `id${String(ids++)}`,
    onChange(next, { say }) {
      section = next;
      if (say !== undefined) said.push(say);
    },
    showPayload: () => undefined,
    crashed: (error) => assert.fail(String(error)),
  });
  session.unitShown(place.key);
  return { session, asks, said, section: () => section, kind: () => section.panel.kind };
}

test('a question waits for consent, and keeping it local sends nothing', async () => {
  const { session, asks, kind } = driven();
  await session.ask(place, { kind: 'why' });
  assert.equal(kind(), 'consent');
  await session.consent('local');
  assert.deepEqual([kind(), asks.length], ['idle', 0]);
  await session.consent('once');
  assert.equal(asks.length, 0, 'there was nothing to consent to any more');
});

test('consent sends exactly the offer that was shown; start and end are announced, what comes in between is not', async () => {
  const { session, asks, said, kind, section } = driven();
  await session.ask(place, { kind: 'why' });
  void session.consent('always');
  assert.deepEqual(asks[0]?.ask, { askId: 'id1', offerId: offer.id, consent: 'always' });
  session.said({ askId: 'id1', blocks: answer.blocks });
  session.said({ askId: 'another', blocks: [] });
  assert.deepEqual(section().panel.kind === 'asking' && section().panel, { ...section().panel, blocks: answer.blocks });
  asks[0]?.answer({ ok: true, answer, inputTokens: 1, outputTokens: 1 });
  await nextTurn();
  assert.equal(kind(), 'answered');
  assert.deepEqual(said, ['Asking m.', 'The answer is complete.']);
});

test('what was allowed before is sent at once, what was answered before is not sent at all', async () => {
  const allowed = driven({ ok: true, offer: { ...offer, allowed: true } });
  void allowed.session.ask(place, { kind: 'why' });
  await nextTurn();
  assert.equal(allowed.asks[0]?.ask.consent, 'given');
  const known = driven({ ok: true, offer: { ...offer, known: answer } });
  await known.session.ask(place, { kind: 'why' });
  assert.deepEqual([known.kind(), known.asks.length], ['answered', 0]);
});

test('stopping ends the call, keeps what had come on screen as incomplete, and an answer that comes too late changes nothing', async () => {
  const { session, asks, kind } = driven();
  await session.ask(place, { kind: 'why' });
  void session.consent('once');
  session.said({ askId: 'id1', blocks: answer.blocks });
  session.stop();
  assert.deepEqual([kind(), asks[0]?.signal?.aborted], ['stopped', true]);
  asks[0]?.answer({ ok: true, answer, inputTokens: 1, outputTokens: 1 });
  await nextTurn();
  assert.equal(kind(), 'stopped');
});

test('another unit on screen ends the question and clears the section; the same unit again changes nothing', async () => {
  const { session, asks, kind } = driven();
  await session.ask(place, { kind: 'why' });
  void session.consent('once');
  session.unitShown(place.key);
  assert.equal(kind(), 'asking');
  session.unitShown(contentId<UnitKey>('other'));
  assert.deepEqual([kind(), asks[0]?.signal?.aborted], ['idle', true]);
});

test('a failure keeps what can be done about it, and trying again asks the same question anew', async () => {
  const { session, asks, section, kind } = driven();
  await session.ask(place, { kind: 'why' });
  void session.consent('once');
  asks[0]?.answer({ ok: false, failure: down });
  await nextTurn();
  assert.deepEqual(section().panel, { kind: 'failed', question: { kind: 'why' }, failure: down, blocks: [] });
  await session.askAgain();
  assert.equal(kind(), 'consent');
});

test('a second question while one is under way is not begun', async () => {
  const { session, asks } = driven();
  await session.ask(place, { kind: 'why' });
  void session.consent('once');
  await session.ask(place, { kind: 'example' });
  assert.equal(asks.length, 1);
});

test('own words are compared without anything being asked', async () => {
  const { session, asks, said, section } = driven();
  await session.reviewOwnWords(place, 'It adds.', []);
  assert.deepEqual(section().ownWords?.covered, [0]);
  assert.deepEqual([said, asks.length], [['You touch on 1 of 2 proven facts.'], 0]);
});
