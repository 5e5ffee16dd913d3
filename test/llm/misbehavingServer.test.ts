import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { apiKey, goodAnswer, talkOver } from '../builders/modelTalk.ts';
import type { TalkOver } from '../builders/modelTalk.ts';
import {
  answers,
  cutAt,
  eventStream,
  failsInStream,
  failsWith,
  floods,
  page,
  redirects,
  silent,
  stalls,
  startMisbehavingServer,
  streams,
  wholeAnswer,
} from '../fakes/misbehavingServer.ts';
import type { MisbehavingServer, Misbehaviour } from '../fakes/misbehavingServer.ts';
import { until } from '../host/until.ts';
import type { ModelFailureKind, ModelOutcome } from '../../src/terms/model.ts';

async function serverFor(context: TestContext, ...script: readonly Misbehaviour[]): Promise<MisbehavingServer> {
  const server = await startMisbehavingServer(...script);
  context.after(() => server.close());
  return server;
}

/** Asks, and lets the time of each wait go by as soon as it is waited for; returns how long each was, in seconds. */
async function askPatiently(over: TalkOver): Promise<{ readonly outcome: ModelOutcome; readonly waitedSeconds: readonly number[] }> {
  let outcome: ModelOutcome | undefined;
  const waitedSeconds: number[] = [];
  const before = over.progress.length;
  void over.ask().then((reached) => (outcome = reached));
  const deadline = Date.now() + 30_000;
  while (outcome === undefined && Date.now() < deadline) {
    const waits = over.progress.slice(before).filter(({ waiting }) => waiting !== undefined).length;
    if (waits > waitedSeconds.length) {
      const startedAt = over.clock.now();
      const pending = over.clock.waiting();
      while (over.clock.waiting() === pending && over.clock.now() - startedAt < 120_000) over.clock.advance(100);
      waitedSeconds.push((over.clock.now() - startedAt) / 1_000);
    }
    await pause(2);
  }
  if (outcome === undefined) throw new Error('no outcome within half a minute');
  return { outcome, waitedSeconds };
}

/** No answer, of this kind, and nothing of it kept: the same question is offered again as one never answered. */
async function assertNoAnswer(over: TalkOver, outcome: ModelOutcome, kind: ModelFailureKind): Promise<void> {
  assert.equal(outcome.ok ? 'answered' : outcome.failure.kind, kind);
  assert.ok(!outcome.ok && /^[A-Z].{8,}\.$/u.test(outcome.failure.reason), JSON.stringify(outcome));
  assert.equal((await over.offer()).known, undefined);
  assert.ok(!over.log.join('\n').includes(apiKey));
}

const table: readonly {
  readonly name: string;
  readonly server: Misbehaviour;
  readonly kind: ModelFailureKind;
  readonly requests: number;
  readonly waits?: readonly number[];
}[] = [
  { name: 'a key that is refused', server: failsWith(401, 'authentication_error'), kind: 'key-refused', requests: 1 },
  { name: 'a key without permission', server: failsWith(403, 'permission_error'), kind: 'key-refused', requests: 1 },
  { name: 'a model that is not known', server: failsWith(404, 'not_found_error'), kind: 'not-found', requests: 1 },
  { name: 'a question that is not accepted', server: failsWith(400, 'invalid_request_error'), kind: 'request-refused', requests: 1 },
  {
    name: 'a limit that says when to come again',
    server: failsWith(429, 'rate_limit_error', { 'retry-after': '7' }),
    kind: 'rate-limited',
    requests: 3,
    waits: [7, 7],
  },
  {
    name: 'a limit that does not say when',
    server: failsWith(429, 'rate_limit_error'),
    kind: 'rate-limited',
    requests: 3,
    waits: [0.5, 1],
  },
  {
    name: 'a limit of an hour',
    server: failsWith(429, 'rate_limit_error', { 'retry-after': '3600' }),
    kind: 'rate-limited',
    requests: 1,
  },
  { name: 'a server that fails', server: failsWith(500, 'api_error'), kind: 'server-error', requests: 3, waits: [0.5, 1] },
  { name: 'a server that is not available', server: failsWith(503, 'api_error'), kind: 'server-error', requests: 3, waits: [0.5, 1] },
  { name: 'an overloaded server', server: failsWith(529, 'overloaded_error'), kind: 'overloaded', requests: 3, waits: [0.5, 1] },
  {
    name: 'a server that says 200 and then that it is overloaded',
    server: failsInStream('overloaded_error'),
    kind: 'overloaded',
    requests: 3,
    waits: [0.5, 1],
  },
  { name: 'a login page', server: page, kind: 'not-a-model', requests: 1 },
  {
    name: 'a stream of something else than JSON',
    server: streams('event: message_start\ndata: {"type": "message_start", NaN\n\n'),
    kind: 'unreadable',
    requests: 2,
    waits: [0.5],
  },
  {
    name: 'events of another shape',
    server: streams(eventStream({ type: 'message_start', message: { usage: 'none' } })),
    kind: 'unreadable',
    requests: 2,
    waits: [0.5],
  },
  { name: 'a refusal', server: streams(wholeAnswer('', 'refusal')), kind: 'declined', requests: 1 },
  { name: 'a refusal in words', server: answers('I’m sorry, but I can’t help with that.'), kind: 'declined', requests: 1 },
  {
    name: 'an answer in another language',
    server: answers('Die Funktion `saveAll` speichert jede Zeile einzeln und zählt dabei mit, bis alle Zeilen gespeichert worden sind.'),
    kind: 'no-answer',
    requests: 1,
  },
  {
    name: 'an answer about other code',
    server: answers('The hook keeps the last value in a ref and returns it when the component is drawn for the first time.'),
    kind: 'no-answer',
    requests: 1,
  },
  { name: 'an answer of nothing', server: answers(' '), kind: 'no-answer', requests: 1 },
  { name: 'five megabytes', server: floods(5), kind: 'too-long', requests: 1 },
  { name: 'an answer of a book’s length', server: answers('`saveAll` saves. '.repeat(3_000)), kind: 'too-long', requests: 1 },
];

for (const { name, server: behaviour, kind, requests, waits = [] } of table) {
  test(`${name}: ${kind}, asked ${requests === 1 ? 'once' : `${String(requests)} times`}, nothing kept`, async (context) => {
    const server = await serverFor(context, behaviour);
    const over = talkOver(server.url);
    const { outcome, waitedSeconds } = await askPatiently(over);
    await assertNoAnswer(over, outcome, kind);
    assert.equal(server.requests.length, requests);
    assert.equal(waitedSeconds.length, waits.length);
    waits.forEach((seconds, index) =>
      assert.ok(Math.abs((waitedSeconds[index] ?? -1) - seconds) <= 0.2, `${String(waitedSeconds[index])} s`),
    );
  });
}

test('after three failures the server is left alone for five minutes, and then asked again', async (context) => {
  const server = await serverFor(context, failsWith(529, 'overloaded_error'));
  const over = talkOver(server.url);
  await askPatiently(over);
  const paused = await over.ask();
  assert.equal(paused.ok ? '' : paused.failure.kind, 'paused');
  assert.equal(server.requests.length, 3);
  over.clock.advance(5 * 60_000);
  await askPatiently(over);
  assert.equal(server.requests.length, 6);
});

test('a failure that passes is followed by the answer', async (context) => {
  const server = await serverFor(context, failsInStream('overloaded_error'), answers(goodAnswer));
  const over = talkOver(server.url);
  const { outcome } = await askPatiently(over);
  assert.ok(outcome.ok);
  assert.equal(server.requests.length, 2);
});

test('an answer that is cut at any of twenty places is never kept, however the connection ends', async (context) => {
  const length = Buffer.byteLength(wholeAnswer(goodAnswer));
  const stop = Buffer.byteLength(wholeAnswer(goodAnswer)) - Buffer.byteLength(eventStream({ type: 'message_stop' }));
  for (let place = 0; place < 20; place++) {
    const at = Math.min(Math.floor((place * length) / 20), stop);
    const how = place % 2 === 0 ? 'destroyed' : 'ended';
    const server = await serverFor(context, cutAt(at, goodAnswer, how));
    const over = talkOver(server.url);
    const { outcome } = await askPatiently(over);
    // Of a connection that dies before anything has come it is not certain that there was a server.
    const kinds = at === 0 ? ['cut-short', 'unreachable'] : ['cut-short'];
    assert.ok(!outcome.ok && kinds.includes(outcome.failure.kind), `cut at ${String(at)}: ${JSON.stringify(outcome)}`);
    await assertNoAnswer(over, outcome, outcome.failure.kind);
    assert.ok(server.requests.length <= 2);
  }
});

test('an answer that is cut is asked for once more, and what is shown then begins anew', async (context) => {
  const server = await serverFor(context, cutAt(500, goodAnswer, 'ended'), answers(goodAnswer));
  const over = talkOver(server.url);
  const { outcome } = await askPatiently(over);
  assert.ok(outcome.ok);
  const waiting = over.progress.find(({ waiting: reason }) => reason !== undefined);
  assert.deepEqual(waiting?.blocks, []);
});

for (const { name, behaviour, afterMs } of [
  { name: 'a server that never says anything', behaviour: silent, afterMs: 30_000 },
  { name: 'a server that stops in the middle', behaviour: stalls, afterMs: 20_000 },
]) {
  test(`${name} is given up after ${String(afterMs / 1_000)} seconds, and the connection closed`, async (context) => {
    const server = await serverFor(context, behaviour);
    const over = talkOver(server.url);
    const asked = over.ask();
    const request = await until(() => server.requests[0]);
    await pause(150);
    over.clock.advance(afterMs - 1_000);
    await pause(30);
    assert.equal(await Promise.race([asked, pause(1, 'waiting')]), 'waiting');
    over.clock.advance(1_000);
    await assertNoAnswer(over, await asked, 'timed-out');
    await request.closed;
    assert.equal(server.requests.length, 1);
  });
}

test('an answer that drips for ever is given up after two minutes', async (context) => {
  const drips: ((bytes: string) => void)[] = [];
  const server = await serverFor(context, (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    drips.push((bytes) => response.write(bytes));
  });
  const over = talkOver(server.url);
  let outcome: ModelOutcome | undefined;
  void over.ask().then((reached) => (outcome = reached));
  const drip = await until(() => drips[0]);
  const startedAt = over.clock.now();
  while (outcome === undefined && over.clock.now() - startedAt < 200_000) {
    drip(': .\n');
    await pause(15);
    over.clock.advance(10_000);
    await pause(1);
  }
  assert.ok(outcome !== undefined);
  await assertNoAnswer(over, outcome, 'timed-out');
  assert.equal(over.clock.now() - startedAt, 120_000);
});

test('a server that is not there is unreachable', async () => {
  const server = await startMisbehavingServer(silent);
  await server.close();
  const over = talkOver(server.url);
  await assertNoAnswer(over, (await askPatiently(over)).outcome, 'unreachable');
});

test('a redirect is not followed: neither the key nor the question reaches the other server', async (context) => {
  const elsewhere = await serverFor(context, answers(goodAnswer));
  const server = await serverFor(context, redirects(`${elsewhere.url}/v1/messages`));
  const over = talkOver(server.url);
  const { outcome } = await askPatiently(over);
  assert.equal(outcome.ok, false);
  assert.equal(elsewhere.requests.length, 0);
  assert.equal(server.requests.length, 1);
});

test('a question that is stopped closes its connection and keeps nothing', async (context) => {
  const server = await serverFor(context, stalls);
  const over = talkOver(server.url);
  const controller = new AbortController();
  const asked = over.ask(undefined, undefined, controller.signal);
  const request = await until(() => server.requests[0]);
  controller.abort();
  await assertNoAnswer(over, await asked, 'stopped');
  await request.closed;
});

test('a question that is stopped while it waits to be asked again is not asked again', async (context) => {
  const server = await serverFor(context, failsWith(529, 'overloaded_error'));
  const over = talkOver(server.url);
  const controller = new AbortController();
  const asked = over.ask(undefined, undefined, controller.signal);
  await until(() => over.progress[0]);
  controller.abort();
  await assertNoAnswer(over, await asked, 'stopped');
  over.clock.advance(600_000);
  await pause(20);
  assert.equal(server.requests.length, 1);
});
