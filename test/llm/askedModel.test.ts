import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { apiKey, goodAnswer, saveAll, talkOver } from '../builders/modelTalk.ts';
import type { TalkOver } from '../builders/modelTalk.ts';
import { answers, silent, startMisbehavingServer } from '../fakes/misbehavingServer.ts';
import type { MisbehavingServer, Misbehaviour } from '../fakes/misbehavingServer.ts';
import { until } from '../host/until.ts';

async function serverFor(context: TestContext, ...script: readonly Misbehaviour[]): Promise<MisbehavingServer> {
  const server = await startMisbehavingServer(...script);
  context.after(() => server.close());
  return server;
}

function kindOf(outcome: Awaited<ReturnType<TalkOver['ask']>>): string {
  return outcome.ok ? 'answered' : outcome.failure.kind;
}

test('what is sent is what was shown, byte for byte, and nothing is sent before', async (context) => {
  const server = await serverFor(context, answers(goodAnswer));
  const over = talkOver(server.url);
  const offer = await over.offer();
  assert.equal(server.requests.length, 0);
  assert.equal(kindOf(await over.send(offer, 'once')), 'answered');
  const [request] = server.requests;
  assert.equal(request?.url, '/v1/messages');
  assert.deepEqual(JSON.parse(request?.body ?? ''), JSON.parse(offer.payload));
  for (const { text } of offer.parts) assert.ok(offer.payload.includes(JSON.stringify(text).slice(1, -1)));
});

test('a request carries the key and what the protocol needs, and nothing about the machine', async (context) => {
  const server = await serverFor(context, answers(goodAnswer));
  await talkOver(server.url).ask();
  const headers = server.requests[0]?.headers ?? {};
  assert.equal(headers.authorization, `Bearer ${apiKey}`);
  assert.deepEqual(
    Object.keys(headers).filter((name) => /stainless|cookie|referer|origin|traceparent/u.test(name)),
    [],
  );
});

test('no variable of the environment redirects a request, gives it another key or adds to it', async (context) => {
  const attacker = await serverFor(context, answers(goodAnswer));
  const server = await serverFor(context, answers(goodAnswer));
  const hostile = {
    ANTHROPIC_BASE_URL: attacker.url,
    ANTHROPIC_API_KEY: 'attacker-key',
    ANTHROPIC_AUTH_TOKEN: 'attacker-token',
    ANTHROPIC_CUSTOM_HEADERS: `Authorization: Bearer attacker-key\nX-Forward: ${attacker.url}\nanthropic-beta: attacker`,
    ANTHROPIC_PROFILE: 'attacker',
    HTTP_PROXY: attacker.url,
    http_proxy: attacker.url,
    ALL_PROXY: attacker.url,
  };
  const before = { ...process.env };
  Object.assign(process.env, hostile);
  context.after(() => {
    for (const name of Object.keys(hostile)) delete process.env[name];
    Object.assign(process.env, before);
  });
  assert.equal(kindOf(await talkOver(server.url).ask()), 'answered');
  assert.equal(attacker.requests.length, 0);
  assert.equal(server.requests.length, 1);
  assert.equal(server.requests[0]?.headers.authorization, `Bearer ${apiKey}`);
  assert.ok(!JSON.stringify(server.requests).includes('attacker'));
});

test('without consent nothing is sent: neither on a consent that was never given nor on one for another payload', async (context) => {
  const server = await serverFor(context, answers(goodAnswer));
  const over = talkOver(server.url);
  const offer = await over.offer();
  assert.equal(kindOf(await over.send(offer, 'given')), 'consent-needed');
  assert.equal(kindOf(await over.send({ ...offer, id: 'another' as typeof offer.id }, 'once')), 'consent-needed');
  assert.equal(server.requests.length, 0);
});

test('"always" holds for the folder and the destination, for nothing else, until it is withdrawn', async (context) => {
  const server = await serverFor(context, answers(goodAnswer));
  const other = await serverFor(context, answers(goodAnswer));
  const over = talkOver(server.url);
  await over.send(await over.offer(), 'always');
  assert.equal((await over.offer({ kind: 'example' })).allowed, true);
  assert.equal((await over.offer({ kind: 'example' }, { ...saveAll, root: '/another' })).allowed, false);
  const { root: _none, ...folderless } = saveAll;
  const offer = await over.offer({ kind: 'example' }, folderless);
  assert.deepEqual([offer.allowed, offer.canAllow], [false, false]);
  assert.equal(kindOf(await over.send(offer, 'given')), 'consent-needed');
  assert.equal(over.store.isAllowed('/shop', `endpoint ${other.url}`), false);
  over.store.withdraw('/shop');
  assert.equal((await over.offer({ kind: 'example' })).allowed, false);
});

test('the same question about the same code is answered from memory; another model, question or code is asked', async (context) => {
  const server = await serverFor(context, answers(goodAnswer));
  const over = talkOver(server.url);
  const first = await over.ask();
  const again = await over.offer();
  assert.deepEqual(again.known, first.ok ? first.answer : undefined);
  assert.equal(kindOf(await over.send(again, 'once')), 'answered');
  assert.equal(server.requests.length, 1);
  assert.equal((await over.offer({ kind: 'example' })).known, undefined);
  assert.equal((await over.offer(undefined, { ...saveAll, facts: [] })).known, undefined);
  assert.equal((await over.offer(undefined, { ...saveAll, reader: 'knows this' })).known, undefined);
});

test('a question that no longer fits into today’s tokens or money is not sent', async (context) => {
  const server = await serverFor(context, answers(goodAnswer));
  const tokens = talkOver(server.url, { dailyTokens: 2_500 });
  assert.equal(kindOf(await tokens.ask()), 'answered');
  assert.equal(kindOf(await tokens.ask({ kind: 'example' })), 'answered');
  assert.equal(kindOf(await tokens.ask({ kind: 'level' })), 'over-budget');
  assert.equal(server.requests.length, 2);
  tokens.clock.advance(24 * 3_600_000);
  assert.equal(kindOf(await tokens.ask({ kind: 'level' })), 'answered');
  assert.equal(kindOf(await talkOver(server.url, { dailyTokens: 0 }).ask()), 'over-budget');
});

test('a change of five thousand units spends no more than the limit, and says so for the rest', async (context) => {
  const server = await serverFor(context, answers(goodAnswer));
  const over = talkOver(server.url, { dailyTokens: 20_000 });
  const kinds = new Map<string, number>();
  for (let index = 0; index < 5_000; index++) {
    const asked = { ...saveAll, unit: { ...saveAll.unit, key: `unit ${String(index)}` as typeof saveAll.unit.key } };
    const kind = kindOf(await over.ask({ kind: 'level' }, asked));
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (kind === 'over-budget' && index > 100) break;
  }
  const day = new Date(over.clock.now()).toISOString().slice(0, 10);
  assert.ok(over.store.spentOn(day).tokens <= 20_000, String(over.store.spentOn(day).tokens));
  assert.ok((kinds.get('answered') ?? 0) >= 10 && (kinds.get('over-budget') ?? 0) >= 50, JSON.stringify([...kinds]));
});

test('two questions run at once, a third is told so', async (context) => {
  const server = await serverFor(context, silent);
  const over = talkOver(server.url);
  const controller = new AbortController();
  const first = over.ask({ kind: 'why' }, saveAll, controller.signal);
  const second = over.ask({ kind: 'example' }, saveAll, controller.signal);
  await until(() => (server.requests.length === 2 ? true : undefined));
  assert.equal(kindOf(await over.ask({ kind: 'level' })), 'busy');
  controller.abort();
  assert.deepEqual([kindOf(await first), kindOf(await second)], ['stopped', 'stopped']);
});

test('an answer is drawn while it comes, at most ten times a second', async (context) => {
  let finish = (): void => undefined;
  const server = await serverFor(context, async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const { wholeAnswer } = await import('../fakes/misbehavingServer.ts');
    const bytes = wholeAnswer(goodAnswer);
    response.write(bytes.slice(0, bytes.length / 2));
    finish = () => void response.end(bytes.slice(bytes.length / 2));
  });
  const over = talkOver(server.url);
  const asked = over.ask();
  await until(() => {
    over.clock.advance(100);
    return over.progress.length > 0 ? true : undefined;
  });
  assert.equal(over.progress.length, 1);
  const [block] = over.progress[0]?.blocks ?? [];
  assert.ok(block?.kind === 'paragraph' && goodAnswer.startsWith(block.sentences[0]?.text.slice(0, 20) ?? '-'));
  finish();
  assert.equal(kindOf(await asked), 'answered');
});

for (const endpoint of [
  'http://example.com',
  'https://user:password@example.com',
  'file:///etc/passwd',
  'https://example.com/?key=1',
  'not an address',
  'http://127.0.0.1.example.com',
  '',
]) {
  test(`nothing is sent to the endpoint "${endpoint}"`, async () => {
    const offered = await talkOver(endpoint).talk.offer(saveAll, { kind: 'why' });
    assert.equal(offered.ok ? 'offered' : offered.failure.kind, 'bad-endpoint');
  });
}

test('whoever turned models off gets no offer', async () => {
  const offered = await talkOver('https://example.com', { mode: 'off' }).talk.offer(saveAll, { kind: 'why' });
  assert.equal(offered.ok ? 'offered' : offered.failure.kind, 'off');
});
