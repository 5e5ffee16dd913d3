import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSidebarSession } from '../../src/editor/sidebarSession.ts';
import type { SidebarSession, SidebarTutor } from '../../src/editor/sidebarSession.ts';
import type { Snapshot } from '../../src/protocol.ts';
import type { Answer, UnitPanel } from '../../src/terms/panel.ts';
import { failure, success } from '../../src/terms/result.ts';
import type { Result } from '../../src/terms/result.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';
import type { FakeClock } from '../fakes/fakeClock.ts';
import { caretAt, checkFor, outcomeOf, panelOf } from '../builders/sidebarStates.ts';

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
}

/** A session over a tutor that answers when the test says so; answers to questions fail as often as `failures` says. */
function stage(failures = 0): Staged {
  const clock = createFakeClock();
  const asked: Asked[] = [];
  const drawn: Snapshot[] = [];
  const answers: Answer[] = [];
  const crashes: unknown[] = [];
  let ids = 0;
  const tutor: SidebarTutor = {
    explain: (place, signal) => new Promise((reply, fail) => asked.push({ line: place.line, signal, reply, fail })),
    openChange: () => Promise.resolve(failure('no change')),
    answer(answer) {
      answers.push(answer);
      return Promise.resolve(answers.length <= failures ? failure('The disk is full.') : success(outcomeOf(answer, 'right')));
    },
    reportWrong: () => Promise.resolve(success(null)),
  };
  const session = createSidebarSession({
    tutor,
    clock,
    randomId: () => `id ${++ids}`,
    draw: (snapshot) => drawn.push(snapshot),
    uriOfFile: (file) => `file://${file}`,
    onUnit: () => undefined,
    crashed: (error) => crashes.push(error),
  });
  return { session, clock, asked, drawn, answers, crashes };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

async function stageQuestion(failures = 0): Promise<Staged> {
  const staged = stage(failures);
  staged.session.dispatch({ type: 'visible', visible: true });
  staged.session.dispatch(caretAt(12));
  staged.asked[0]?.reply(success(panelOf('total')));
  await settled();
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
