import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeInSentence } from '../../src/editor/placeInSentence.ts';
import { sentencePlaces } from '../../src/editor/sentencePlaces.ts';
import { sidebarSnapshot } from '../../src/editor/sidebarSnapshot.ts';
import { after, caretAt, explain, panelOf } from '../builders/sidebarStates.ts';

const text = 'Called by `current` (src/core/current.ts:18), `Cart.total` (line 40) and 3 more.';
const panel = {
  ...panelOf('total'),
  path: 'src/cart.ts',
  file: '/shop/src/cart.ts',
  explanation: {
    proved: [{ text, lines: [[1, 1] as const], section: 'in this project' as const }],
    recorded: [{ text: 'See src/evil.ts:1', lines: [[1, 1] as const] }],
    said: [],
  },
};

test('a caller’s file and line, and a line of the same file, are places; what stands in backticks is none', () => {
  assert.deepEqual(
    sentencePlaces(text).map(({ from, to, path, line }) => [text.slice(from, to), path, line]),
    [
      ['src/core/current.ts:18', 'src/core/current.ts', 18],
      ['line 40', undefined, 40],
    ],
  );
  assert.deepEqual(sentencePlaces('`src/a.ts:1` and `line 4` in code'), []);
  assert.deepEqual(sentencePlaces('baseline 4, deadline 5'), []);
});

test('no place leads out of the folder', () => {
  assert.deepEqual(sentencePlaces('Called by `x` (../../etc/passwd.ts:1) and (src/../../b.ts:2).'), []);
  assert.deepEqual(sentencePlaces('Called by `x` (/etc/a.ts:1).'), []);
});

test('what a person clicked is looked up in the sentence itself; recorded text and what is not there lead nowhere', () => {
  const at = (part: 'proved' | 'recorded', index: number, place: number) => placeInSentence(panel, { part, index, place });
  assert.deepEqual(at('proved', 0, 0), { file: '/shop/src/core/current.ts', line: 18 });
  assert.deepEqual(at('proved', 0, 1), { file: '/shop/src/cart.ts', line: 40 });
  assert.equal(at('proved', 0, 2), undefined);
  assert.equal(at('proved', 1, 0), undefined);
  assert.equal(at('recorded', 0, 0), undefined);
});

test('the sidebar is told which stretches can be clicked, not where they lead', () => {
  const { screen } = sidebarSnapshot(explain(after(caretAt(12)), panel));
  assert.ok(screen.kind === 'unit');
  assert.deepEqual(
    screen.unit.explanation.proved[0]?.places?.map(([from, to]) => text.slice(from, to)),
    ['src/core/current.ts:18', 'line 40'],
  );
  assert.ok(!JSON.stringify(screen).includes('/shop/'));
});
