import assert from 'node:assert/strict';
import { test } from 'node:test';
import { caretAt, inserted, recorded, uri } from '../builders/recordedEdits.ts';

const code = 'return total;\n}';

test('ghost text stands where the editor asked, is followed by a selection of no kind and by the question at its end', () => {
  const { recorder, edits, clock } = recorded();
  recorder.askedForSuggestion({ uri, caret: () => 10 });
  recorder.changed(inserted(code, 10, { atCaret: true }));
  recorder.caretsMoved({ uri, kind: 'none', carets: caretAt(10 + code.length) });
  clock.advance(210);
  assert.equal(edits.length, 0, 'whether it is a suggestion is not known yet');
  recorder.askedForSuggestion({ uri, caret: () => 10 + code.length });
  assert.deepEqual(edits[0]?.signals, { atCaret: true, selection: 'none', suggestionTaken: true });
});

test('the place where the editor asked moves along with what is typed there, and is lost by any other edit', () => {
  for (const [between, taken] of [
    [inserted('x', 10, { atCaret: true }), true],
    [inserted('import a;\n', 0), undefined],
  ] as const) {
    const { recorder, edits, clock } = recorded();
    recorder.askedForSuggestion({ uri, caret: () => 10 });
    recorder.changed(between);
    recorder.changed(inserted(code, 11, { atCaret: true }));
    recorder.caretsMoved({ uri, kind: 'none', carets: caretAt(11 + code.length) });
    recorder.askedForSuggestion({ uri, caret: () => 11 + code.length });
    clock.advance(300);
    assert.equal(edits[1]?.signals.suggestionTaken, taken);
  }
});

test('an edit that is suggested elsewhere is known by the question at its end', () => {
  const { recorder, edits } = recorded();
  recorder.askedForSuggestion({ uri, caret: () => 200 });
  recorder.changed(inserted(code, 10));
  recorder.caretsMoved({ uri, kind: 'none', carets: caretAt(10 + code.length) });
  recorder.askedForSuggestion({ uri, caret: () => 10 + code.length });
  assert.equal(edits[0]?.signals.suggestionTaken, true);
});

test('an edit at a caret where the editor never asked leaves at once and is no suggestion: an extension, a quick fix', () => {
  const { recorder, edits } = recorded();
  recorder.askedForSuggestion({ uri, caret: () => 40 });
  recorder.changed(inserted(code, 10, { atCaret: true }));
  recorder.caretsMoved({ uri, kind: 'none', carets: caretAt(10 + code.length) });
  assert.deepEqual(edits[0]?.signals, { atCaret: true, selection: 'none' });
});

test('without the question at its end an edit leaves after 300 ms and is no suggestion', () => {
  const { recorder, edits, clock } = recorded();
  recorder.askedForSuggestion({ uri, caret: () => 10 });
  recorder.changed(inserted(code, 10, { atCaret: true }));
  recorder.caretsMoved({ uri, kind: 'none', carets: caretAt(10 + code.length) });
  recorder.askedForSuggestion({ uri, caret: () => 3 });
  clock.advance(299);
  assert.equal(edits.length, 0);
  clock.advance(1);
  assert.equal(edits[0]?.signals.suggestionTaken, undefined);
});

test('an entry of the list of completions is known by what the list stood on, its indentation aside', () => {
  const { recorder, edits, clock } = recorded();
  recorder.askedForSuggestion({ uri, caret: () => 10, chosen: 'for (const item of items) {\n\t\n}' });
  recorder.changed(inserted('for (const item of items) {\n    \n  }'));
  recorder.changed(inserted('for (const item of items) {\n    \n  }', 60));
  clock.advance(50);
  assert.deepEqual(
    edits.map(({ signals }) => signals.fromList),
    [true, undefined],
  );
});

test('a question without an entry says that the list of completions is gone', () => {
  const { recorder, edits, clock } = recorded();
  recorder.askedForSuggestion({ uri, caret: () => 10, chosen: 'total' });
  recorder.askedForSuggestion({ uri, caret: () => 10 });
  recorder.changed(inserted('total'));
  clock.advance(50);
  assert.equal(edits[0]?.signals.fromList, undefined);
});
