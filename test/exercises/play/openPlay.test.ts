import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPlay } from '../../../src/exercises/play/openPlay.ts';
import { playPanel } from '../../../src/exercises/play/playPanel.ts';
import { openWorld } from '../../../src/exercises/worlds/openWorld.ts';
import type { PlayScenario } from '../../../src/terms/play.ts';
import { replayTrace } from '../../corpus/replayTrace.ts';
import { testSandbox, typedUnit, valueOf } from '../openUnitWorld.ts';

const sandbox = testSandbox();

/** The scenarios that a person may pick, each of which comes out the same in plain Node. */
async function scenariosOf(text: string, name: string): Promise<readonly PlayScenario[]> {
  const play = valueOf(await openPlay(typedUnit(text, name), { openWorld: async (unit) => await openWorld(unit, { sandbox, seed: 1 }) }));
  for (const ran of play.rans) assert.equal(await replayTrace(play, ran), undefined);
  return valueOf(await playPanel({ play })).scenarios;
}

const told = ({ title, run }: PlayScenario): string => `${title}: ${[...run.steps.flatMap(({ seen }) => seen), run.ending].join('; ')}`;

test('of a function that makes functions, what it answers is called next', async () => {
  const scenarios = await scenariosOf(
    `
declare const send: (text: string) => void;
export function createSender(prefix: string) {
  let sent = 0;
  const flush = (most: number) => {
    if (sent > most) throw new Error('too many');
    sent += 1;
    send(prefix);
    return sent;
  };
  return { flush, count: () => sent };
}`,
    'createSender',
  );
  assert.deepEqual(scenarios.map(told), [
    '`prefix` is `"a"`: it returns `{count: function, flush: function}`',
    '`flush` of what it answers is called, `prefix` is `"a"`, `most` is `1`: `send("a")`; it returns `1`',
    '`count` of what it answers is called, `prefix` is `"a"`: it returns `0`',
  ]);
});

test('what is answered by a helper, a function by its type, is called too', async () => {
  const scenarios = await scenariosOf(
    `
const later = <T>(make: (value: string) => T): ((value: string) => T) => (value) => make(value);
export function sizes(least: number): (value: string) => boolean {
  return later((value) => value.length > least);
}`,
    'sizes',
  );
  assert.ok(scenarios.some(({ title }) => title.startsWith('what it answers is called')));
});

test('a call that does something outside is shown twice where there is nothing else to pick', async () => {
  const scenarios = await scenariosOf(
    `
declare const bus: { emit(name: string): void };
export function announce() {
  const names = ['open', 'close'];
  for (const name of names) bus.emit(name);
}`,
    'announce',
  );
  assert.match(
    scenarios.map(told).join('\n'),
    /^called twice: .*; the second call starts; .*; first call: it returns `undefined`; second call/mu,
  );
});
