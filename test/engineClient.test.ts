import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createEngineClient } from '../src/engineClient.ts';
import type { EngineClient, EngineConnection, EngineState } from '../src/engineClient.ts';
import { serveTutor } from '../src/engineProtocol.ts';
import type { FromEngine, ToEngine } from '../src/engineProtocol.ts';
import type { Edit } from '../src/terms/edit.ts';
import type { ChangeId, ModelOfferId } from '../src/terms/ids.ts';
import { failure, success } from '../src/terms/result.ts';
import type { ShownDocument } from '../src/terms/shownDocument.ts';
import type { Tutor } from '../src/tutor.ts';
import { createFakeClock } from './fakes/fakeClock.ts';
import type { FakeClock } from './fakes/fakeClock.ts';
import { silentHost } from './fakes/silentHost.ts';

const cart: ShownDocument = { uri: 'file:///shop/cart.ts', languageId: 'typescript', text: 'const a = 1;', sequence: 0, dirty: false };

function insertion(sequence: number, offset: number, text: string): Edit {
  return { uri: cart.uri, sequence, replacements: [{ offset, length: 0, text }], signals: {}, at: 0 };
}

/** Engines that live in this process; every message crosses a structured clone, as it does between processes. */
function scriptedEngines(answers: Partial<Tutor>): {
  readonly connect: () => EngineConnection;
  readonly received: string[][];
  crash(): void;
} {
  const received: string[][] = [];
  let crash = (): void => undefined;
  return {
    received,
    crash: () => crash(),
    connect() {
      const calls: string[] = [];
      received.push(calls);
      let listener: (message: FromEngine) => void = () => undefined;
      let alive = true;
      const tutor = new Proxy(answers as Tutor, { get: (target, name) => Reflect.get(target, name) ?? (async () => ({ durable: 0 })) });
      const server = serveTutor(tutor, (message) => {
        if (alive) listener(structuredClone(message));
      });
      let exited = (): void => undefined;
      const end = (): void => {
        alive = false;
        server.dispose();
        exited();
      };
      crash = end;
      return {
        send(message: ToEngine) {
          const copy = structuredClone(message);
          if (copy.type === 'call') calls.push(`${copy.method} ${JSON.stringify(copy.arguments)}`);
          server.receive(copy);
        },
        onMessage: (heard) => void (listener = heard),
        onExit: (heard) => void (exited = heard),
        kill: end,
      };
    },
  };
}

function clientOf(connect: () => EngineConnection, clock: FakeClock): { client: EngineClient; states: EngineState[]; pushed: string[] } {
  const states: EngineState[] = [];
  const pushed: string[] = [];
  const client = createEngineClient({
    connect,
    clock,
    events: {
      view: (view) => void pushed.push(view.uri),
      changes: () => void pushed.push('changes'),
      said: ({ askId }) => void pushed.push(askId),
      notice: (sentence) => void pushed.push(sentence),
    },
    host: silentHost(),
    log: () => undefined,
    onState: (state) => void states.push(state),
  });
  return { client, states, pushed };
}

test('no engine is started before something is asked of it', async () => {
  const engines = scriptedEngines({ changes: async () => [] });
  const { client } = clientOf(engines.connect, createFakeClock());
  await client.tutor.trust(true);
  assert.equal(engines.received.length, 0);
  assert.deepEqual(await client.tutor.changes(), []);
  assert.equal(engines.received.length, 1);
  client.dispose();
});

test('a call that a crash cut short is answered by the next engine', async () => {
  let lives = 0;
  const engines = scriptedEngines({
    openChange: async () => (lives++ === 0 ? await new Promise<never>(() => undefined) : failure('second life')),
  });
  const clock = createFakeClock();
  const { client, states } = clientOf(engines.connect, clock);
  const asked = client.tutor.openChange('1' as ChangeId);
  await nextTurn();
  engines.crash();
  clock.advance(0);
  assert.deepEqual(await asked, failure('second life'));
  assert.deepEqual(states, ['ready', 'restarting', 'ready']);
  client.dispose();
});

test('a question to a model that a crash cut short is not sent again: it may have been paid for', async () => {
  const engines = scriptedEngines({ askModel: async () => await new Promise<never>(() => undefined) });
  const clock = createFakeClock();
  const { client } = clientOf(engines.connect, clock);
  const asked = client.tutor.askModel({ askId: 'a', offerId: 'o' as ModelOfferId, consent: 'once' });
  await nextTurn();
  engines.crash();
  clock.advance(0);
  const outcome = await asked;
  assert.equal(outcome.ok ? '' : outcome.failure.kind, 'model-failed');
  await client.tutor.changes();
  assert.deepEqual(
    engines.received.map((calls) => calls.filter((call) => call.startsWith('askModel')).length),
    [1, 0],
  );
  client.dispose();
});

test('after a crash the new engine is told the trust, each document as it last was durable, and the edits since', async () => {
  const engines = scriptedEngines({ documentEdited: async (edits) => ({ durable: edits[0]?.sequence === 1 ? 1 : 0 }) });
  const clock = createFakeClock();
  const { client } = clientOf(engines.connect, clock);
  await client.tutor.trust(true);
  await client.tutor.documentShown(cart);
  await client.tutor.documentEdited([insertion(1, 12, ' // one')]);
  await client.tutor.documentEdited([insertion(2, 19, ' two')]);
  engines.crash();
  clock.advance(0);
  const [, second] = engines.received;
  assert.deepEqual(second, [
    'trust [true]',
    `documentShown ${JSON.stringify([{ ...cart, text: 'const a = 1; // one', sequence: 1 }])}`,
    `documentEdited ${JSON.stringify([[insertion(2, 19, ' two')]])}`,
  ]);
  client.dispose();
});

test('a call that stops three engines is answered with a sentence and not sent again', async () => {
  const engines = scriptedEngines({ explain: async () => await new Promise<never>(() => undefined) });
  const clock = createFakeClock();
  const { client } = clientOf(engines.connect, clock);
  const asked = client.tutor.explain({ uri: cart.uri, line: 1 });
  for (const delayMs of [0, 1_000, 5_000]) {
    await nextTurn();
    engines.crash();
    clock.advance(delayMs);
  }
  const outcome = await asked;
  assert.ok(!outcome.ok && outcome.reason.includes('three times'), JSON.stringify(outcome));
  assert.equal(engines.received.at(-1)?.length, 0);
  client.dispose();
});

test('an engine that stops answering is replaced', async () => {
  const engines = scriptedEngines({ changes: async () => await new Promise<never>(() => undefined) });
  const clock = createFakeClock();
  const { client, states } = clientOf(engines.connect, clock);
  void client.tutor.changes();
  await nextTurn();
  for (let seconds = 0; seconds <= 65; seconds += 5) clock.advance(5_000);
  assert.ok(engines.received.length > 1);
  assert.ok(states.includes('restarting'));
  client.dispose();
});

test('a cancelled question ends at once and its late answer is dropped', async () => {
  let seen: AbortSignal | undefined;
  const engines = scriptedEngines({
    explain: async (_place, signal) => {
      seen = signal;
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      return failure('too late');
    },
  });
  const { client } = clientOf(engines.connect, createFakeClock());
  const controller = new AbortController();
  const asked = client.tutor.explain({ uri: cart.uri, line: 1 }, controller.signal);
  await nextTurn();
  controller.abort();
  assert.deepEqual(await asked, failure('Cancelled.'));
  await nextTurn();
  assert.equal(seen?.aborted, true);
  client.dispose();
});

test('a bug in the engine reaches the caller as an error, and the engine goes on', async () => {
  const engines = scriptedEngines({
    reportWrong: async () => await Promise.reject(new Error('a bug')),
    answer: async () => success({} as never),
  });
  const { client } = clientOf(engines.connect, createFakeClock());
  await assert.rejects(client.tutor.reportWrong('1' as never), /a bug/u);
  assert.deepEqual(await client.tutor.answer({} as never), success({}));
  client.dispose();
});
