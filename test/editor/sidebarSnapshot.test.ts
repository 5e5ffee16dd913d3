import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reduceSidebar } from '../../src/editor/sidebarReduce.ts';
import { sidebarSnapshot } from '../../src/editor/sidebarSnapshot.ts';
import { after, answerTo, caretAt, changeOf, checkFor, explain, outcomeOf, panelOf } from '../builders/sidebarStates.ts';

test('nothing is shown for a wait that is not felt, then a skeleton, then words', () => {
  const waiting = after(caretAt(12));
  const requestId = waiting.request?.id ?? -1;
  assert.deepEqual(sidebarSnapshot(waiting).screen, { kind: 'empty' });
  const skeleton = reduceSidebar(waiting, { type: 'waited', requestId, stage: 'skeleton' });
  assert.deepEqual(sidebarSnapshot(skeleton).screen, { kind: 'analysing', subject: 'cart.ts, line 12', stage: 'skeleton' });
});

test('absolute paths and programs stay in the extension', () => {
  const answer = answerTo('total', ['a']);
  const events = [
    { type: 'startCheck', exerciseId: checkFor('total').exerciseId },
    { type: 'answering', answer },
    { type: 'answered', outcome: outcomeOf(answer, 'right') },
  ] as const;
  const reading = explain(after(caretAt(12)), panelOf('total'));
  const answered = events.reduce(reduceSidebar, reading);
  const sent = JSON.stringify([sidebarSnapshot(reading), sidebarSnapshot(answered)]);
  assert.doesNotMatch(sent, /\/shop\/cart\.ts|console\.log/u);
  const { screen } = sidebarSnapshot(answered);
  assert.equal(screen.kind === 'answered' && screen.outcome.canRun && screen.outcome.canShowLines, true);
});

test('at most five unchecked changes are listed', () => {
  const changes = [changeOf('done', 'checked'), ...['a', 'b', 'c', 'd', 'e', 'f'].map((title) => changeOf(title))];
  assert.deepEqual(
    sidebarSnapshot(after({ type: 'changes', changes })).changes.map(({ title }) => title),
    ['a', 'b', 'c', 'd', 'e'],
  );
});
