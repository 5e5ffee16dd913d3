import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reduceSidebar } from '../../src/editor/sidebarReduce.ts';
import { sidebarSnapshot } from '../../src/editor/sidebarSnapshot.ts';
import { after, answerTo, caretAt, changeOf, checkFor, explain, keyOf, outcomeOf, panelOf, uri } from '../builders/sidebarStates.ts';

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

test('beside a caret that stands in no function: what the file at hand has worth knowing, the least obvious first', () => {
  const nameAt = { from: { line: 1, column: 1 }, to: { line: 1, column: 2 } };
  const units = [0.6, 0.9, undefined, 0.7, 0.5, 0.65, 0.55].map((worth, index) => ({
    key: keyOf(`unit${index}`),
    name: `unit${index}`,
    lines: [index + 1, index + 1] as const,
    nameAt,
    unchecked: false,
    ...(worth !== undefined && { card: { headline: 'Worth knowing', body: [`fact ${index}`], source: '', worth } }),
  }));
  const between = after({ type: 'view', view: { uri, sequence: 1, units } }, caretAt(99));
  const { screen } = sidebarSnapshot(
    reduceSidebar(between, { type: 'refused', requestId: between.request?.id ?? -1, reason: 'There is no function here.' }),
  );
  assert.equal(screen.kind, 'refused');
  assert.deepEqual('worthKnowing' in screen && screen.worthKnowing?.units.map(({ name, line, text }) => [name, line, text]), [
    ['unit1', 2, 'fact 1'],
    ['unit3', 4, 'fact 3'],
    ['unit5', 6, 'fact 5'],
    ['unit0', 1, 'fact 0'],
    ['unit6', 7, 'fact 6'],
  ]);
  const elsewhere = after({ type: 'view', view: { uri, sequence: 1, units } }, caretAt(1, 'file:///shop/other.ts'));
  assert.deepEqual(sidebarSnapshot(elsewhere).screen, { kind: 'empty' });
});
