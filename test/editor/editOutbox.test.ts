import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEditOutbox, type EditOutbox } from '../../src/editor/editOutbox.ts';
import type { Edit } from '../../src/terms/edit.ts';
import { createFakeClock, type FakeClock } from '../fakes/fakeClock.ts';

function outboxWithLog(): { readonly outbox: EditOutbox; readonly sent: string[]; readonly clock: FakeClock } {
  const clock = createFakeClock();
  const sent: string[] = [];
  const send = (edits: readonly Edit[]): void => void sent.push(edits.map(({ uri, sequence }) => `${uri}${sequence}`).join(' '));
  return { outbox: createEditOutbox({ clock, send }), sent, clock };
}

function edit(uri: string, sequence: number): Edit {
  return { uri, sequence, replacements: [], signals: {}, at: 0 };
}

test('edits leave as one message for each document, in order, once none has come for a moment', () => {
  const { outbox, sent, clock } = outboxWithLog();
  outbox.add(edit('a', 1));
  clock.advance(40);
  outbox.add(edit('b', 1));
  outbox.add(edit('a', 2));
  clock.advance(59);
  assert.deepEqual(sent, []);
  clock.advance(1);
  assert.deepEqual(sent, ['a1 a2', 'b1']);
});

test('a steady typist is heard four times a second, before the engine takes the silence for a rest', () => {
  const { outbox, sent, clock } = outboxWithLog();
  for (let sequence = 1; sequence <= 12; sequence++) {
    outbox.add(edit('a', sequence));
    clock.advance(50);
  }
  clock.advance(10);
  assert.deepEqual(sent, ['a1 a2 a3 a4 a5', 'a6 a7 a8 a9 a10', 'a11 a12']);
});

test('what waits for a document that closes is sent at once, and only once', () => {
  const { outbox, sent, clock } = outboxWithLog();
  outbox.add(edit('a', 1));
  outbox.flush('a');
  clock.advance(200);
  assert.deepEqual(sent, ['a1']);
});
