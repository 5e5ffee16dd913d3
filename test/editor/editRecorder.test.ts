import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caretAt, inserted, recorded, uri } from '../builders/recordedEdits.ts';

test('a typed character followed by a keyboard selection at its end is a keyboard edit', () => {
  const { recorder, edits, clock } = recorded();
  recorder.changed(inserted('x', 10, { atCaret: true }));
  clock.advance(4);
  assert.deepEqual(edits, []);
  recorder.caretsMoved({ uri, kind: 'keyboard', carets: caretAt(11) });
  assert.deepEqual(edits, [
    {
      uri,
      sequence: 1,
      replacements: [{ offset: 10, length: 0, text: 'x' }],
      signals: { atCaret: true, selection: 'keyboard' },
      at: 1_000,
    },
  ]);
});

test('without a selection event the edit leaves after 50 ms and claims no kind', () => {
  const { recorder, edits, clock } = recorded();
  recorder.changed(inserted('x'));
  clock.advance(49);
  assert.equal(edits.length, 0);
  clock.advance(1);
  assert.deepEqual(edits[0]?.signals, {});
});

test('a caret that moves elsewhere says nothing about the edit', () => {
  const { recorder, edits, clock } = recorded();
  recorder.changed(inserted('const answer = 42;\n'));
  recorder.caretsMoved({ uri, kind: 'keyboard', carets: caretAt(3) });
  clock.advance(50);
  assert.equal(edits[0]?.signals.selection, undefined);
});

test('a caret in the middle of inserted code is not the end of an edit', () => {
  const { recorder, edits, clock } = recorded();
  recorder.changed(inserted('first();\nsecond();', 0));
  recorder.caretsMoved({ uri, kind: 'keyboard', carets: caretAt(6) });
  clock.advance(50);
  assert.equal(edits[0]?.signals.selection, undefined);
});

test('a bracket that the editor closes leaves the caret before the closing one', () => {
  const { recorder, edits } = recorded();
  recorder.changed(inserted('()', 10));
  recorder.caretsMoved({ uri, kind: 'keyboard', carets: caretAt(11) });
  assert.equal(edits[0]?.signals.selection, 'keyboard');
});

test('enter between braces leaves the caret on the line in the middle', () => {
  const { recorder, edits } = recorded();
  recorder.changed(inserted('\n  \n', 10));
  recorder.caretsMoved({ uri, kind: 'keyboard', carets: caretAt(13) });
  assert.equal(edits[0]?.signals.selection, 'keyboard');
});

test('with two cursors each caret stands behind what it typed, counted in the text after the edit', () => {
  const { recorder, edits } = recorded();
  recorder.changed({
    uri,
    changes: [
      { rangeOffset: 20, rangeLength: 2, text: 'abc' },
      { rangeOffset: 5, rangeLength: 0, text: 'abc' },
    ],
    dirty: true,
    atCaret: false,
  });
  recorder.caretsMoved({ uri, kind: 'keyboard', carets: () => [26] });
  assert.equal(edits[0]?.signals.selection, 'keyboard');
});

test('the next change of the same document ends the wait, and both keep their order', () => {
  const { recorder, edits, clock } = recorded();
  recorder.changed(inserted('a', 0));
  clock.advance(10);
  recorder.changed(inserted('b', 1));
  recorder.caretsMoved({ uri, kind: 'keyboard', carets: caretAt(2) });
  assert.deepEqual(
    edits.map(({ sequence, signals, at }) => ({ sequence, selection: signals.selection, at })),
    [
      { sequence: 1, selection: undefined, at: 1_000 },
      { sequence: 2, selection: 'keyboard', at: 1_010 },
    ],
  );
});

test('a selection in another document says nothing about the edit', () => {
  const { recorder, edits } = recorded();
  recorder.changed(inserted('x', 10));
  recorder.caretsMoved({ uri: 'file:///shop/order.ts', kind: 'keyboard', carets: caretAt(11) });
  assert.equal(edits.length, 0);
});

test('carets are computed only while an edit waits', () => {
  const { recorder } = recorded();
  recorder.caretsMoved({ uri, kind: 'keyboard', carets: () => assert.fail('nobody waits') });
});

test('undo and redo are named, and an undo to the saved text is no reload', () => {
  const { recorder, edits, clock } = recorded();
  recorder.changed(inserted('x', 0, { reason: 'undo', dirty: false }));
  recorder.changed(inserted('x', 0, { reason: 'redo' }));
  clock.advance(50);
  assert.deepEqual(
    edits.map((edit) => edit.signals),
    [{ undo: true }, { redo: true }],
  );
});

test('a document that stays clean after a change was reloaded from disk', () => {
  const { recorder, edits, clock } = recorded();
  recorder.changed(inserted('x', 0, { dirty: false }));
  recorder.caretsMoved({ uri, kind: 'none', carets: caretAt(1) });
  clock.advance(299);
  assert.equal(edits.length, 0);
  clock.advance(1);
  assert.deepEqual(edits[0]?.signals, { fromDisk: true, selection: 'none' });
});

test('on a busy machine the document becomes dirty late, and the edit is no reload', () => {
  const { recorder, edits, clock } = recorded();
  recorder.changed(inserted('x', 10, { dirty: false }));
  clock.advance(250);
  recorder.madeDirty(uri);
  recorder.caretsMoved({ uri, kind: 'keyboard', carets: caretAt(11) });
  assert.deepEqual(edits[0]?.signals, { selection: 'keyboard' });
});

test('the first character typed into a saved document makes it dirty a moment later, and is no reload', () => {
  const { recorder, edits, clock } = recorded();
  recorder.changed(inserted('x', 10, { dirty: false }));
  clock.advance(6);
  recorder.madeDirty(uri);
  recorder.caretsMoved({ uri, kind: 'keyboard', carets: caretAt(11) });
  assert.deepEqual(edits[0]?.signals, { selection: 'keyboard' });
});

test('a selection that overtakes the dirty flag is kept until the flag is there', () => {
  const { recorder, edits } = recorded();
  recorder.changed(inserted('x', 10, { dirty: false }));
  recorder.caretsMoved({ uri, kind: 'keyboard', carets: caretAt(11) });
  assert.equal(edits.length, 0);
  recorder.madeDirty(uri);
  assert.deepEqual(edits[0]?.signals, { selection: 'keyboard' });
});

test('fast typing into a saved document is no reload: the next change finds it dirty', () => {
  const { recorder, edits } = recorded();
  recorder.changed(inserted('x', 10, { dirty: false }));
  recorder.changed(inserted('y', 11));
  assert.deepEqual(edits[0]?.signals, {});
});

test('text that is saved as soon as it was typed is no reload', () => {
  const { recorder, edits, clock } = recorded();
  recorder.changed(inserted('x', 10, { dirty: false }));
  recorder.willSave(uri);
  recorder.didSave(uri);
  clock.advance(50);
  assert.deepEqual(edits[0]?.signals, {});
});

test('edits between will-save and did-save belong to the save', () => {
  const { recorder, edits, clock } = recorded();
  recorder.willSave(uri);
  recorder.changed(inserted('  '));
  recorder.didSave(uri);
  recorder.changed(inserted('x'));
  clock.advance(50);
  assert.deepEqual(
    edits.map((edit) => edit.signals.saving),
    [true, undefined],
  );
});

test('a save that never finished does not mark what is typed later', () => {
  const { recorder, edits, clock } = recorded();
  recorder.willSave(uri);
  clock.advance(5_001);
  recorder.changed(inserted('x'));
  clock.advance(50);
  assert.equal(edits[0]?.signals.saving, undefined);
});

test('an announced paste is recognised although its indentation changed', () => {
  const { recorder, edits, clock } = recorded();
  recorder.pasteAnnounced({ uri, copied: 'inside', text: 'if (a) {\n  b();\n}' });
  recorder.changed(inserted('  if (a) {\n    b();\n  }'));
  clock.advance(50);
  assert.equal(edits[0]?.signals.paste, 'inside');
});

test('a paste receipt is used once, runs out after a second, and fits only its own text', () => {
  const { recorder, edits, clock } = recorded();
  recorder.pasteAnnounced({ uri, copied: 'outside', text: 'alpha' });
  recorder.changed(inserted('beta'));
  recorder.changed(inserted('alpha'));
  recorder.changed(inserted('alpha'));
  recorder.pasteAnnounced({ uri, copied: 'outside', text: 'alpha' });
  clock.advance(1_001);
  recorder.changed(inserted('alpha'));
  clock.advance(50);
  assert.deepEqual(
    edits.map((edit) => edit.signals.paste),
    [undefined, 'outside', undefined, undefined],
  );
});

test('a deletion is no paste, whatever was announced', () => {
  const { recorder, edits, clock } = recorded();
  recorder.pasteAnnounced({ uri, copied: 'outside', text: 'alpha' });
  recorder.changed({ uri, changes: [{ rangeOffset: 0, rangeLength: 4, text: '' }], dirty: true, atCaret: false });
  clock.advance(50);
  assert.equal(edits[0]?.signals.paste, undefined);
});

test('a closed document starts again at sequence 1 and loses nothing that was settled before', () => {
  const { recorder, edits, clock } = recorded();
  recorder.changed(inserted('a'));
  recorder.settle(uri);
  recorder.forget(uri);
  recorder.changed(inserted('b'));
  clock.advance(50);
  assert.deepEqual(
    edits.map((edit) => [edit.sequence, edit.replacements[0]?.text]),
    [
      [1, 'a'],
      [1, 'b'],
    ],
  );
});
