import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutMuted } from '../../src/editor/mutedConcepts.ts';
import type { CarriedUnit } from '../../src/editor/documentViews.ts';
import { createQuiet, endOfDay } from '../../src/editor/quiet.ts';
import type { QuietMemory } from '../../src/editor/quiet.ts';
import { underWay } from '../../src/editor/gitUnderWay.ts';
import { quietViews } from '../../src/editor/quietViews.ts';
import type { UnitKey } from '../../src/terms/ids.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';
import { screens } from '../webview/screens.ts';

const noon = new Date(2026, 8, 2, 12).getTime();
const hour = 3_600_000;

/** What survives a reload, as JSON. */
function memory(stored?: unknown): QuietMemory & { readonly stored: () => unknown } {
  let value = stored;
  return {
    get: () => value,
    update(_key, next) {
      value = JSON.parse(JSON.stringify(next)) as unknown;
      return Promise.resolve();
    },
    stored: () => value,
  };
}

const unit: CarriedUnit = {
  key: 'k' as UnitKey,
  name: 'load',
  lines: [4, 9],
  nameAt: { from: { line: 4, column: 16 }, to: { line: 4, column: 20 } },
  unchecked: true,
  card: { headline: 'Cache', body: ['It fails.'], source: 'x', worth: 0.7, about: { kind: 'thrown-below', concept: 'promise-all' } },
  edited: false,
};
const views = { unitsOf: () => [unit], recentLines: () => [[4, 9] as const], onReceived: () => () => true };

test('an hour of silence says when it ends, survives a reload, and ends by itself', () => {
  const clock = createFakeClock(noon);
  const kept = memory();
  createQuiet({ memory: kept, clock }).snoozeUntil(noon + hour);
  const again = createQuiet({ memory: memory(kept.stored()), clock });
  assert.match(again.snoozed() ?? '', /^Snoozed until .*1[:.]?0?0?.*\.$/u);
  let told = 0;
  again.onChange(() => told++);
  clock.advance(hour - 1);
  assert.notEqual(again.snoozed(), undefined);
  clock.advance(1);
  assert.equal(again.snoozed(), undefined);
  assert.equal(told, 1);
});

test('for today is until the day ends, and its end is told although timers are short', () => {
  const clock = createFakeClock(noon);
  const quiet = createQuiet({ memory: memory(), clock });
  quiet.snoozeUntil(endOfDay(noon));
  assert.equal(quiet.snoozed(), 'Snoozed until tomorrow.');
  let told = 0;
  quiet.onChange(() => told++);
  for (let step = 0; step < 12; step += 1) clock.advance(hour);
  assert.equal(quiet.snoozed(), undefined);
  assert.equal(told, 1);
});

test('a snoozed file has neither marks nor cards, another one keeps them', () => {
  const quiet = createQuiet({ memory: memory(), clock: createFakeClock(noon) });
  quiet.snoozeFile('file:///shop/a.ts');
  const seen = quietViews(views, quiet);
  assert.deepEqual(
    seen.unitsOf('file:///shop/a.ts').map(({ unchecked, card }) => [unchecked, card]),
    [[false, undefined]],
  );
  assert.deepEqual(seen.recentLines('file:///shop/a.ts'), []);
  assert.deepEqual(seen.unitsOf('file:///shop/b.ts'), [unit]);
  assert.deepEqual(seen.recentLines('file:///shop/b.ts'), [[4, 9]]);
  assert.equal(quiet.leftQuiet(), 'Quiet: 1 file.');
});

test('a kind of card that was snoozed, or whose concept is muted, is not shown; the mark stays', () => {
  for (const hush of [
    (quiet: ReturnType<typeof createQuiet>) => quiet.snoozeKind('thrown-below'),
    (quiet: ReturnType<typeof createQuiet>) => quiet.mute('promise-all'),
  ]) {
    const quiet = createQuiet({ memory: memory(), clock: createFakeClock(noon) });
    const seen = quietViews(views, quiet);
    assert.notEqual(seen.unitsOf('file:///shop/a.ts')[0]?.card, undefined);
    hush(quiet);
    const [shown] = seen.unitsOf('file:///shop/a.ts');
    assert.deepEqual([shown?.card, shown?.unchecked], [undefined, true]);
    quiet.resume();
    assert.notEqual(seen.unitsOf('file:///shop/a.ts')[0]?.card, undefined);
  }
});

test('cards of another kind and concept are still shown', () => {
  const quiet = createQuiet({ memory: memory(), clock: createFakeClock(noon) });
  quiet.snoozeKind('only-user');
  quiet.mute('shallow-spread');
  assert.deepEqual(quietViews(views, quiet).unitsOf('file:///shop/a.ts'), [unit]);
});

test('one of it is taken back alone, the rest stays', () => {
  const quiet = createQuiet({ memory: memory(), clock: createFakeClock(noon) });
  quiet.snoozeUntil(noon + hour);
  quiet.snoozeFile('file:///a.ts');
  quiet.mute('promise-all');
  quiet.resume({ from: 'concepts', name: 'promise-all' });
  assert.equal(quiet.isMuted('promise-all'), false);
  assert.equal(quiet.isFileQuiet('file:///a.ts'), true);
  assert.notEqual(quiet.snoozed(), undefined);
  quiet.resume({ from: 'until' });
  assert.equal(quiet.snoozed(), undefined);
  assert.equal(quiet.isFileQuiet('file:///a.ts'), true);
});

test('what was kept and is not ours to read counts as nothing', () => {
  for (const stored of [null, 'x', { until: 'soon' }, { files: 'a', kinds: [], concepts: [] }]) {
    const quiet = createQuiet({ memory: memory(stored), clock: createFakeClock(noon) });
    assert.equal(quiet.snoozed(), undefined);
    assert.equal(quiet.leftQuiet(), undefined);
  }
});

test('a muted concept is gone from the sidebar, everything else stays', () => {
  const { unit: plain } = screens;
  assert.ok(plain?.screen.kind === 'unit');
  const concept = (id: string) => ({ id, why: 'It matters.', misconception: 'It does not.', lines: [[4, 4] as const] });
  const { unit: panel } = plain.screen;
  const explanation = { ...panel.explanation, concepts: [concept('promise-all'), concept('shallow-spread')] };
  const shown = { ...plain, screen: { ...plain.screen, unit: { ...panel, explanation } } };
  const without = withoutMuted(shown, (id) => id === 'promise-all');
  assert.ok(without.screen.kind === 'unit');
  assert.deepEqual(without.screen.unit.explanation, { ...explanation, concepts: [concept('shallow-spread')] });
  assert.equal(
    withoutMuted(shown, () => false),
    shown,
  );
});

test('in the middle of a merge or a rebase nothing is shown unasked; it ends with it and is not kept', () => {
  const kept = memory();
  const quiet = createQuiet({ memory: kept, clock: createFakeClock(noon) });
  let told = 0;
  quiet.onChange(() => told++);
  for (const [states, what] of [
    [[{ rebaseCommit: { hash: 'a' } }, {}], 'a rebase is under way'],
    [[{}, { mergeChanges: [{}] }], 'a merge is under way'],
    [[{ mergeChanges: [] }, { rebaseCommit: undefined }], undefined],
  ] as const) {
    quiet.setBusy(underWay(states));
    assert.equal(quiet.busy(), what);
    quiet.setBusy(underWay(states));
  }
  assert.equal(told, 3, 'told of each change, once');
  assert.equal(kept.stored(), undefined);
});
