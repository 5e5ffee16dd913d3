import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOriginTracker } from '../../src/changes/originTracker.ts';
import { ghostText, keyboard, showDocument } from '../builders/trackedDocument.ts';

const suggestion = 'const total = items.length;\n  return total * price;';

test('after a crash the edits sent again catch up with what was stored, and no origin is lost', () => {
  const first = showDocument('|');
  first.accept('one();\ntwo();');
  first.clock.advance(1000);
  first.type(' then();');
  first.clock.advance(2000);
  const stored = first.store.load(first.uri);
  assert.equal(stored?.sequence, 9);
  const before = first.runs();
  // The editor knew only of the first edit as durable, and sends the typed characters again.
  const tracker = createOriginTracker({ store: first.store, clock: first.clock });
  tracker.shown({ uri: first.uri, path: '/shop/src/cart.ts', root: '/shop', text: 'one();\ntwo();', sequence: 1, dirty: true });
  const edits = Array.from(' then();').map((text, index) => ({
    uri: first.uri,
    sequence: index + 2,
    replacements: [{ offset: 13 + index, length: 0, text }],
    signals: keyboard,
    at: first.clock.now(),
  }));
  assert.equal(tracker.originOfLines(first.uri, [2, 2]).kind, 'unknown');
  tracker.edited(edits);
  assert.deepEqual(tracker.segments(first.uri), stored.segments);
  assert.deepEqual(before, [
    ['ai', 'one();\ntwo();'],
    ['human', ' then();'],
  ]);
});

test('an edit that opened a Change need not be sent again only once that Change is closed', () => {
  const document = showDocument('|');
  document.clock.advance(2000);
  const acknowledged: number[] = [];
  document.tracker.onDurable((_uri, sequence) => void acknowledged.push(sequence));
  document.accept(suggestion);
  assert.deepEqual(acknowledged, []);
  document.clock.advance(299);
  assert.deepEqual(acknowledged, []);
  document.clock.advance(1);
  assert.deepEqual([document.changes.length, acknowledged], [1, [1]]);
});

test('a Change that had not settled when the engine died is made after the restart', () => {
  const first = showDocument('|');
  first.clock.advance(2000);
  first.accept(suggestion);
  assert.equal(first.store.load(first.uri)?.text, suggestion);
  const at = first.clock.now();
  const again = showDocument('|', { store: first.store, clock: first.clock });
  again.tracker.edited([
    { uri: first.uri, sequence: 1, replacements: [{ offset: 0, length: 0, text: suggestion }], signals: ghostText, at },
  ]);
  again.clock.advance(300);
  assert.equal(again.changes.length, 1);
});
