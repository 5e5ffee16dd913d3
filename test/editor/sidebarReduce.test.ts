import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reduceSidebar } from '../../src/editor/sidebarReduce.ts';
import { packagePlace, type SidebarState } from '../../src/editor/sidebarState.ts';
import type { DocumentView } from '../../src/terms/documentView.ts';
import { after, answerTo, caretAt, changeOf, checkFor, explain, keyOf, outcomeOf, panelOf, uri } from '../builders/sidebarStates.ts';

const reading = explain(after(caretAt(12)), panelOf('total'));
const asking = reduceSidebar(reading, { type: 'startCheck', exerciseId: checkFor('total').exerciseId });
const answer = answerTo('total', ['a']);
const answered = reduceSidebar(reduceSidebar(asking, { type: 'answering', answer }), {
  type: 'answered',
  outcome: outcomeOf(answer, 'wrong'),
});

function viewOf(names: readonly string[], skipped?: string): DocumentView {
  const nameAt = { from: { line: 30, column: 1 }, to: { line: 30, column: 6 } };
  const units = names.map((name) => ({
    key: keyOf(name),
    name: name.replace(/ .*/u, ''),
    lines: [30, 40] as const,
    nameAt,
    unchecked: true,
  }));
  return { uri, sequence: 1, units, ...(skipped !== undefined && { skipped }) };
}

function shownName(state: SidebarState): string | undefined {
  return state.content.kind === 'unit' ? state.content.panel.name : undefined;
}

test('a resting caret asks for the code it rests in', () => {
  assert.deepEqual(after(caretAt(12)).request?.subject, { kind: 'place', place: { uri, line: 12 } });
});

test('the newest request wins: an answer to an older one changes nothing', () => {
  const first = after(caretAt(12));
  const second = reduceSidebar(first, caretAt(30));
  const late = reduceSidebar(second, { type: 'explained', requestId: first.request?.id ?? -1, panel: panelOf('total'), uri });
  assert.equal(late, second);
});

test('a caret between functions leaves what is shown of the file', () => {
  const between = reduceSidebar(reading, caretAt(25));
  const refused = reduceSidebar(between, { type: 'refused', requestId: between.request?.id ?? -1, reason: 'There is no function here.' });
  assert.equal(shownName(refused), 'total');
});

test('a caret where nothing is, in another file, says so', () => {
  const elsewhere = reduceSidebar(reading, caretAt(1, 'file:///shop/types.ts'));
  const refused = reduceSidebar(elsewhere, {
    type: 'refused',
    requestId: elsewhere.request?.id ?? -1,
    reason: 'There is no function here.',
  });
  assert.deepEqual(refused.content, { kind: 'refused', reason: 'There is no function here.' });
});

test('pinned, the sidebar ignores the caret and nothing else', () => {
  const pinned = reduceSidebar(reading, { type: 'pin', pinned: true });
  assert.equal(reduceSidebar(pinned, caretAt(99)).request, undefined);
  assert.ok(reduceSidebar(pinned, { type: 'show', subject: { kind: 'place', place: { uri, line: 99 } } }).request);
});

test('a question and its feedback stay when the caret moves', () => {
  for (const state of [asking, answered]) {
    const moved = reduceSidebar(state, caretAt(99));
    assert.equal(moved.request, undefined);
    assert.equal(moved.mode, state.mode);
  }
});

test('a caret that comes to rest in an editor we opened is not the person moving', () => {
  const other = 'file:///shop/other.ts';
  const revealing = reduceSidebar(reading, { type: 'revealing', uri: other });
  const arrived = reduceSidebar(revealing, caretAt(1, other));
  assert.equal(arrived.request, undefined);
  assert.ok(reduceSidebar(arrived, caretAt(2, other)).request, 'the next move counts');
});

test('a place in another language or a skipped file is not asked about', () => {
  assert.deepEqual(after(caretAt(1, 'file:///a.md', 'markdown')).content, { kind: 'unsupported', language: 'markdown' });
  const skipped = after({ type: 'view', view: viewOf([], 'The file says it is generated.') }, caretAt(3));
  assert.equal(skipped.request, undefined);
  assert.deepEqual(skipped.content, { kind: 'skipped', fileName: 'cart.ts', reason: 'The file says it is generated.' });
});

test('a file that is no longer skipped is asked about', () => {
  const state = after({ type: 'view', view: viewOf([], 'generated') }, { type: 'view', view: viewOf(['total']) }, caretAt(3));
  assert.ok(state.request);
});

test('a pending question is asked for again, silently, when the view changes', () => {
  const pending = explain(after(caretAt(12)), panelOf('total', 'pending'));
  assert.equal(pending.request, undefined);
  const again = reduceSidebar(pending, { type: 'view', view: viewOf(['total']) });
  assert.equal(again.request?.silent, true);
  assert.deepEqual(again.request?.subject, { kind: 'place', place: { uri, line: 30 } }, 'where the unit is now');
});

test('a view that changed while the engine was at work makes a pending question be asked for again', () => {
  const overtaken = reduceSidebar(after(caretAt(12)), { type: 'view', view: viewOf(['total']) });
  assert.ok(explain(overtaken, panelOf('total', 'pending')).request);
  assert.equal(explain(overtaken, panelOf('total')).request, undefined, 'a question that is there is enough');
});

test('a pending question of a file that no editor shows is asked for again when the changes are pushed', () => {
  const pending = explain(after({ type: 'show', subject: { kind: 'change', changeId: changeOf('fix').id } }), panelOf('total', 'pending'));
  assert.ok(reduceSidebar(pending, { type: 'changes', changes: [changeOf('fix')] }).request);
});

test('code that changed under an explanation is explained again, under a question it is said', () => {
  const edited = viewOf(['total edited']);
  assert.equal(reduceSidebar(reading, { type: 'view', view: edited }).request?.silent, true);
  const stale = reduceSidebar(asking, { type: 'view', view: edited }).mode;
  assert.equal(stale.kind === 'asking' && stale.stale, true);
});

test('a view that still holds the unit asks for nothing', () => {
  assert.equal(reduceSidebar(reading, { type: 'view', view: viewOf(['total']) }).request, undefined);
});

test('question, answer, feedback and back', () => {
  assert.equal(asking.mode.kind, 'asking');
  assert.ok(asking.focusToken > reading.focusToken, 'the question takes the focus');
  assert.equal(answered.mode.kind, 'answered');
  assert.equal(answered.announcement.text, 'Incorrect. Line 12 decides.');
  const finished = reduceSidebar(answered, { type: 'finish', exerciseId: answer.exerciseId });
  assert.equal(finished.mode.kind, 'reading');
  assert.equal(finished.request?.silent, true, 'the unit now says that it was answered');
});

test('the verdict is announced once, beginning with it and naming the lines', () => {
  const sent = reduceSidebar(asking, { type: 'answering', answer });
  const lines = {
    ...outcomeOf(answer, 'right'),
    lines: [
      [4, 5],
      [9, 9],
    ] as const,
  };
  const right = reduceSidebar(sent, { type: 'answered', outcome: lines });
  assert.equal(right.announcement.text, 'Correct. Lines 4 to 5 and line 9 decide.');
  assert.equal(right.announcement.token, sent.announcement.token + 1);
  assert.equal(reduceSidebar(right, { type: 'answered', outcome: lines }), right);
});

test('an outcome of another answer is not shown', () => {
  const sent = reduceSidebar(asking, { type: 'answering', answer });
  const other = outcomeOf(answerTo('discount', ['a']), 'right');
  assert.equal(reduceSidebar(sent, { type: 'answered', outcome: other }), sent);
});

test('a question is answered once', () => {
  const sent = reduceSidebar(asking, { type: 'answering', answer });
  assert.equal(reduceSidebar(sent, { type: 'answering', answer: { ...answer, chosen: ['b'] } }), sent);
});

test('an answer that was not recorded can be sent again', () => {
  const sent = reduceSidebar(asking, { type: 'answering', answer });
  const refused = reduceSidebar(sent, { type: 'answerRefused', answer, reason: 'The disk is full.' });
  assert.deepEqual(refused.mode, {
    kind: 'asking',
    check: checkFor('total'),
    stale: false,
    refused: { answer, reason: 'The disk is full.' },
  });
  assert.equal(reduceSidebar(refused, { type: 'answering', answer }).mode.kind, 'asking');
});

test('messages about a question that is not on screen change nothing', () => {
  const exerciseId = checkFor('discount').exerciseId;
  for (const type of ['skip', 'finish', 'reported', 'startCheck'] as const)
    assert.equal(reduceSidebar(asking, { type, exerciseId }), asking);
});

test('skipping goes back to the explanation and says so', () => {
  const skipped = reduceSidebar(asking, { type: 'skip', exerciseId: answer.exerciseId });
  assert.equal(skipped.mode.kind, 'reading');
  assert.equal(skipped.announcement.text, 'Skipped.');
});

test('a reported question stays with its feedback, or goes when it was not answered', () => {
  const afterwards = reduceSidebar(answered, { type: 'reported', exerciseId: answer.exerciseId });
  assert.equal(afterwards.mode.kind === 'answered' && afterwards.mode.reported, true);
  assert.equal(reduceSidebar(asking, { type: 'reported', exerciseId: answer.exerciseId }).mode.kind, 'reading');
});

test('a quick check opens the shown question at once', () => {
  assert.equal(reduceSidebar(reading, { type: 'focusCheck' }).mode.kind, 'asking');
});

test('a quick check waits for the unit that was asked for, and for a question that is being proven', () => {
  const wanted = reduceSidebar(after({ type: 'show', subject: { kind: 'place', place: { uri, line: 12 } } }), { type: 'focusCheck' });
  assert.equal(explain(wanted, panelOf('total')).mode.kind, 'asking');
  const pending = explain(wanted, panelOf('total', 'pending'));
  assert.equal(pending.mode.kind, 'reading');
  assert.equal(explain(reduceSidebar(pending, { type: 'view', view: viewOf(['total']) }), panelOf('total')).mode.kind, 'asking');
});

test('a quick check of a unit without a question shows the unit and asks nothing', () => {
  const wanted = reduceSidebar(after({ type: 'show', subject: { kind: 'place', place: { uri, line: 12 } } }), { type: 'focusCheck' });
  const shown = explain(wanted, panelOf('total', { why: 'it only returns a constant.' }));
  assert.equal(shown.mode.kind, 'reading');
  assert.equal(shown.checkWanted, false);
});

test('a quick check with nothing shown opens the newest unchecked change', () => {
  const changes = [changeOf('checked', 'checked'), changeOf('newest'), changeOf('older')];
  const state = after({ type: 'changes', changes }, { type: 'focusCheck' });
  assert.deepEqual(state.request?.subject, { kind: 'change', changeId: changeOf('newest').id });
  assert.equal(after({ type: 'focusCheck' }).announcement.text, 'Nothing to check.');
});

test('waiting is shown in stages, and only for what nobody can see yet', () => {
  const waiting = after(caretAt(12));
  const requestId = waiting.request?.id ?? -1;
  assert.equal(reduceSidebar(waiting, { type: 'waited', requestId, stage: 'skeleton' }).request?.stage, 'skeleton');
  const slow = reduceSidebar(waiting, { type: 'waited', requestId, stage: 'slow' });
  assert.equal(slow.announcement.text, 'Analysing cart.ts, line 12.');
  const silent = reduceSidebar(reading, caretAt(13));
  assert.equal(reduceSidebar(silent, { type: 'waited', requestId: silent.request?.id ?? -1, stage: 'slow' }), silent);
});

test('cancelling leaves what was shown before', () => {
  const elsewhere = reduceSidebar(reading, { type: 'show', subject: { kind: 'place', place: { uri: 'file:///b.ts', line: 1 } } });
  const cancelled = reduceSidebar(elsewhere, { type: 'cancel' });
  assert.equal(cancelled.request, undefined);
  assert.equal(shownName(cancelled), 'total');
});

test('an engine that comes back explains again what is shown', () => {
  const restarting = reduceSidebar(reading, { type: 'engine', engine: 'restarting' });
  assert.equal(shownName(restarting), 'total', 'nothing shown is taken away meanwhile');
  assert.equal(reduceSidebar(restarting, { type: 'engine', engine: 'ready' }).request?.silent, true);
});

test('a bug in the analysis is an error, not a refusal', () => {
  const waiting = after(caretAt(12));
  assert.deepEqual(reduceSidebar(waiting, { type: 'crashed', requestId: waiting.request?.id ?? -1 }).content, { kind: 'error' });
});

test('trust that is granted explains again', () => {
  const restricted = reduceSidebar(reading, { type: 'trusted', trusted: false });
  assert.ok(restricted.request);
  assert.equal(reduceSidebar(restricted, { type: 'trusted', trusted: false }), restricted);
});

test('when it turns out who wrote the code that is shown, it is asked for again; not while a question stands', () => {
  const told = viewOf(['total']);
  const revised = { ...told, units: told.units.map((unit) => ({ ...unit, originText: 'written by Claude' })) };
  assert.notEqual(reduceSidebar(reading, { type: 'view', view: revised }).request, undefined);
  assert.equal(reduceSidebar(reading, { type: 'view', view: told }).request, undefined);
  assert.equal(reduceSidebar(asking, { type: 'view', view: revised }).request, undefined);
});

test('news of a package leads to the manifest, a note to the code that uses it; nothing leads to what was not shown', () => {
  const place = { path: 'src/page.ts', line: 3 };
  const notes = [{ text: 'one', basis: 'types', place } as const, { text: 'two', basis: 'types' } as const];
  const news = { name: 'timing', kind: 'added', path: 'package.json', line: 7, text: 'Adds `timing`.', notes } as const;
  const change = { ...changeOf('Adds timing'), packages: [news] };
  const state = after({ type: 'changes', changes: [change] });
  const changeId = change.id;
  assert.deepEqual(packagePlace(state, { changeId, index: 0 }), { root: '/shop', path: 'package.json', line: 7 });
  assert.deepEqual(packagePlace(state, { changeId, index: 0, note: 0 }), { root: '/shop', ...place });
  assert.equal(packagePlace(state, { changeId, index: 0, note: 1 }), undefined);
  assert.equal(packagePlace(state, { changeId, index: 1 }), undefined);
  assert.equal(packagePlace(state, { changeId: 'other', index: 0 }), undefined);
});
