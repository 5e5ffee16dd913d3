import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSidebarSession, type SidebarSession, type SidebarTutor } from '../../src/editor/sidebarSession.ts';
import type { Snapshot } from '../../src/protocol.ts';
import type { Answer, UnitPanel } from '../../src/terms/panel.ts';
import { failure, success, type Result } from '../../src/terms/result.ts';
import { createFakeClock, type FakeClock } from '../fakes/fakeClock.ts';
import type { PlaySubject, TriedWish } from '../../src/stories/played.ts';
import type { PlayPanel } from '../../src/terms/play.ts';
import { caretAt, checkFor, outcomeOf, panelOf, playOf } from '../builders/sidebarStates.ts';

interface Asked {
  readonly line: number;
  readonly signal: AbortSignal | undefined;
  readonly reply: (result: Result<UnitPanel>) => void;
  readonly fail: (error: Error) => void;
}

interface Staged {
  readonly session: SidebarSession;
  readonly clock: FakeClock;
  readonly asked: readonly Asked[];
  readonly drawn: readonly Snapshot[];
  readonly answers: readonly Answer[];
  readonly crashes: readonly unknown[];
  readonly plays: readonly Opened[];
  readonly tried: readonly (readonly [string, TriedWish])[];
  /** Lines the editor was asked to show. */
  readonly steps: readonly string[];
}

interface Opened {
  readonly subject: PlaySubject;
  readonly reply: (result: Result<PlayPanel>) => void;
}

/** A session over a tutor that answers when the test says so; answers to questions fail as often as `failures` says. */
function stage(failures = 0): Staged {
  const clock = createFakeClock();
  const asked: Asked[] = [];
  const drawn: Snapshot[] = [];
  const answers: Answer[] = [];
  const crashes: unknown[] = [];
  const plays: Opened[] = [];
  const tried: (readonly [string, TriedWish])[] = [];
  const steps: string[] = [];
  let ids = 0;
  const tutor: SidebarTutor = {
    explain: (place, signal) => new Promise((reply, fail) => asked.push({ line: place.line, signal, reply, fail })),
    explainSymbol: () => Promise.resolve(failure('not asked')),
    openChange: () => Promise.resolve(failure('no change')),
    answer(answer) {
      answers.push(answer);
      return Promise.resolve(answers.length <= failures ? failure('The disk is full.') : success(outcomeOf(answer, 'right')));
    },
    reportWrong: () => Promise.resolve(success(null)),
    play: (subject) => new Promise((reply) => plays.push({ subject, reply })),
    tryText: (playId, wish) => {
      tried.push([playId, wish]);
      return Promise.resolve(wish.kind === 'editor' ? failure('The editor holds the same text.') : success(playOf('total', wish.kind)));
    },
    markOrigin: () => Promise.resolve(success(null)),
  };
  const session = createSidebarSession({
    tutor,
    clock,
    randomId: () => `id ${++ids}`,
    symbolAt: () => Promise.resolve(undefined),
    draw: (snapshot) => drawn.push(snapshot),
    uriOfFile: (file) => `file://${file}`,
    onUnit: () => undefined,
    stepShown: (step) => steps.push(step === undefined ? 'none' : `${step.file}:${step.line}`),
    crashed: (error) => crashes.push(error),
  });
  return { session, clock, asked, drawn, answers, crashes, plays, tried, steps };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function stageUnit(failures = 0): Promise<Staged> {
  const staged = stage(failures);
  staged.session.dispatch({ type: 'visible', visible: true });
  staged.session.dispatch(caretAt(12));
  staged.asked[0]?.reply(success(panelOf('total')));
  await settled();
  return staged;
}

async function stageQuestion(failures = 0): Promise<Staged> {
  const staged = await stageUnit(failures);
  staged.session.dispatch({ type: 'startCheck', exerciseId: checkFor('total').exerciseId });
  return staged;
}

test('hidden, the sidebar asks for nothing and draws nothing', () => {
  const { session, asked, drawn } = stage();
  session.dispatch({ type: 'show', subject: { kind: 'place', place: { uri: 'file:///a.ts', line: 1 } } });
  assert.equal(asked.length, 0);
  assert.equal(drawn.length, 0);
  session.dispatch({ type: 'visible', visible: true });
  assert.deepEqual(
    asked.map(({ line }) => line),
    [1],
    'what was wanted meanwhile is asked for once',
  );
});

test('a newer request aborts the one under way', () => {
  const { session, asked } = stage();
  session.dispatch({ type: 'visible', visible: true });
  session.dispatch(caretAt(1));
  session.dispatch(caretAt(2));
  assert.deepEqual(
    asked.map(({ line, signal }) => [line, signal?.aborted]),
    [
      [1, true],
      [2, false],
    ],
  );
});

test('hiding the sidebar aborts what is under way, showing it starts again', () => {
  const { session, asked } = stage();
  session.dispatch({ type: 'visible', visible: true });
  session.dispatch(caretAt(1));
  session.dispatch({ type: 'visible', visible: false });
  assert.equal(asked[0]?.signal?.aborted, true);
  session.dispatch({ type: 'visible', visible: true });
  assert.deepEqual(
    asked.map(({ line }) => line),
    [1, 1],
  );
});

test('nothing for 150 ms, a skeleton until a second, then words with a way out', () => {
  const { session, clock, drawn } = stage();
  const last = (): Snapshot['screen'] | undefined => drawn.at(-1)?.screen;
  session.dispatch({ type: 'visible', visible: true });
  session.dispatch(caretAt(7));
  clock.advance(149);
  assert.equal(last()?.kind, 'empty');
  clock.advance(1);
  assert.deepEqual(last(), { kind: 'analysing', subject: 'cart.ts, line 7', stage: 'skeleton' });
  clock.advance(850);
  assert.deepEqual(last(), { kind: 'analysing', subject: 'cart.ts, line 7', stage: 'slow' });
});

test('an answer in time never shows a skeleton', async () => {
  const { session, clock, asked, drawn } = stage();
  session.dispatch({ type: 'visible', visible: true });
  session.dispatch(caretAt(7));
  asked[0]?.reply(success(panelOf('total')));
  await settled();
  clock.advance(5000);
  assert.deepEqual([...new Set(drawn.map(({ screen }) => screen.kind))], ['empty', 'unit']);
});

test('a tutor that throws is reported as a bug and shown as an error', async () => {
  const { session, asked, drawn, crashes } = stage();
  session.dispatch({ type: 'visible', visible: true });
  session.dispatch(caretAt(7));
  asked[0]?.fail(new Error('boom'));
  await settled();
  assert.equal(drawn.at(-1)?.screen.kind, 'error');
  assert.equal(crashes.length, 1);
});

test('a request that was aborted may throw without anyone hearing of it', async () => {
  const { session, asked, crashes } = stage();
  session.dispatch({ type: 'visible', visible: true });
  session.dispatch(caretAt(1));
  session.dispatch(caretAt(2));
  asked[0]?.fail(new Error('aborted'));
  await settled();
  assert.deepEqual(crashes, []);
});

test('an answer carries the chosen options, the confidence and the time', async () => {
  const { session, clock, answers, drawn } = await stageQuestion();
  const { exerciseId } = checkFor('total');
  await session.answer(exerciseId, ['b'], 'leaning');
  assert.deepEqual(
    answers.map(({ chosen, confidence, at }) => ({ chosen, confidence, at })),
    [{ chosen: ['b'], confidence: 'leaning', at: clock.now() }],
  );
  assert.equal(drawn.at(-1)?.screen.kind, 'answered');
});

test('an answer that does not fit the question on screen is not sent', async () => {
  const { session, answers } = await stageQuestion();
  const { exerciseId } = checkFor('total');
  await session.answer(checkFor('discount').exerciseId, ['a']);
  await session.answer(exerciseId, ['z']);
  await session.answer(exerciseId, ['a', 'b']);
  await session.answer(exerciseId, ['a', 'a']);
  assert.deepEqual(answers, []);
});

test('the same answer sent again after a failure has the same id, another one a new id', async () => {
  const { session, answers } = await stageQuestion(2);
  const { exerciseId } = checkFor('total');
  await session.answer(exerciseId, ['a']);
  await session.answer(exerciseId, ['a']);
  await session.answer(exerciseId, ['b']);
  const [first, again, other] = answers.map(({ id }) => id);
  assert.equal(first, again);
  assert.notEqual(first, other);
});

test('pressing twice answers once', async () => {
  const { session, answers } = await stageQuestion();
  const { exerciseId } = checkFor('total');
  await Promise.all([session.answer(exerciseId, ['a']), session.answer(exerciseId, ['b'])]);
  assert.equal(answers.length, 1);
});

test('a reported question is reported with its answer', async () => {
  const { session, drawn } = await stageQuestion();
  const { exerciseId } = checkFor('total');
  await session.answer(exerciseId, []);
  await session.reportWrong(exerciseId);
  const screen = drawn.at(-1)?.screen;
  assert.equal(screen?.kind === 'answered' && screen.reported, true);
});

test('playing shows the unit in its first scenario, and the editor follows the steps', async () => {
  const { session, plays, steps, drawn } = await stageUnit();
  void session.play({ kind: 'place', uri: 'file:///shop/cart.ts', line: 12 }, 'total');
  assert.equal(drawn.at(-1)?.screen.kind, 'unit', 'what was shown stays until there is something else');
  plays[0]?.reply(success(playOf('total')));
  await settled();
  const screen = drawn.at(-1)?.screen;
  assert.ok(screen?.kind === 'play');
  assert.deepEqual([screen.scenario.id, screen.step], ['s1', 0]);
  session.dispatch({ type: 'playStep', playId: screen.playId, scenarioId: 's1', step: 1 });
  session.dispatch({ type: 'playStep', playId: screen.playId, scenarioId: 's1', step: 99 });
  session.dispatch({ type: 'playStep', playId: 'another play', scenarioId: 's1', step: 0 });
  session.dispatch({ type: 'closePlay' });
  assert.deepEqual(steps, ['/shop/cart.ts:11', '/shop/cart.ts:12', '/shop/cart.ts:13', 'none']);
  assert.equal(drawn.at(-1)?.screen.kind, 'unit');
});

test('a line tried shows where it differs; the same text in the editor is said, and changes nothing', async () => {
  const { session, plays, tried, drawn } = await stageUnit();
  void session.play({ kind: 'place', uri: 'file:///shop/cart.ts', line: 12 }, 'total');
  plays[0]?.reply(success(playOf('total')));
  await settled();
  const playId = playOf('total').id;
  session.dispatch({ type: 'playStep', playId, scenarioId: 's1/save#0:rejects', step: 2 });
  await session.tryText(playId, { kind: 'line', line: 12, text: '  fail();' });
  await session.tryText('another play', { kind: 'nothing' });
  const screen = drawn.at(-1)?.screen;
  assert.ok(screen?.kind === 'play');
  assert.deepEqual(
    screen.scenarios.map((row) => row.tried),
    ['differs', 'differs'],
  );
  assert.deepEqual([screen.scenario.id, screen.step], ['s1/save#0:rejects', 1], 'the walk stays where it stood, within the new run');
  assert.match(drawn.at(-1)?.announcement?.text ?? '', /Differs in 2 of 2 scenarios/u);
  await session.tryText(playId, { kind: 'editor' });
  const refused = drawn.at(-1)?.screen;
  assert.ok(refused?.kind === 'play');
  assert.deepEqual([refused.failure, refused.triedWords], ['The editor holds the same text.', 'line 12 changed']);
  assert.equal(tried.length, 2);
});

test('the run behind an answer is made ready with it, and its suspicion stands beside the answer', async () => {
  const { session, plays, drawn } = await stageQuestion();
  const { exerciseId } = checkFor('total');
  void session.answer(exerciseId, ['a'], 'sure');
  await settled();
  assert.deepEqual(plays[0]?.subject, { kind: 'exercise', exerciseId });
  plays[0]?.reply(success({ ...playOf('total'), first: 's1/save#0:rejects' }));
  await settled();
  const screen = drawn.at(-1)?.screen;
  assert.ok(screen?.kind === 'answered');
  assert.deepEqual([screen.outcome.canSeeRun, screen.outcome.suspicions.length], [true, 1]);
  await session.play({ kind: 'exercise', exerciseId }, 'total');
  assert.equal(plays.length, 1, 'it is not run twice');
  const play = drawn.at(-1)?.screen;
  assert.ok(play?.kind === 'play');
  assert.deepEqual([play.scenario.id, play.back], ['s1/save#0:rejects', 'answer']);
  session.dispatch({ type: 'closePlay' });
  assert.equal(drawn.at(-1)?.screen.kind, 'answered');
});

test('a unit that cannot be run says why, and an overtaken play is cancelled', async () => {
  const { session, plays, drawn } = await stageUnit();
  void session.play({ kind: 'place', uri: 'file:///shop/cart.ts', line: 12 }, 'total');
  session.dispatch({ type: 'show', subject: { kind: 'place', place: { uri: 'file:///shop/cart.ts', line: 30 } } });
  plays[0]?.reply(success(playOf('total')));
  await settled();
  assert.notEqual(drawn.at(-1)?.screen.kind, 'play');
  void session.play({ kind: 'place', uri: 'file:///shop/cart.ts', line: 12 }, 'total');
  plays[1]?.reply(failure('`total` cannot be run here: it loads code while it runs.'));
  await settled();
  const screen = drawn.at(-1)?.screen;
  assert.ok(screen?.kind === 'refused');
  assert.match(screen.reason, /loads code/u);
});
