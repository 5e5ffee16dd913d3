import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOriginTracker } from '../../../src/changes/originTracker.ts';
import { createMemorySegmentStore, ghostText, keyboard, showDocument } from '../../builders/trackedDocument.ts';
import { createFakeClock } from '../../fakes/fakeClock.ts';

test('brackets that close themselves, Enter with its indentation and an input method are typing', () => {
  const document = showDocument('|');
  for (const stroke of ['f', '()', '\n    ', '😀', 'にほん', '\n\t\n']) document.insert(stroke, keyboard);
  assert.deepEqual(document.runs(), [['human', 'f()\n    😀にほん\n\t\n']]);
  assert.equal(document.tracker.originOfLines(document.uri, [1, 1]).confidence, 0.93);
});

test('a word completed with the keyboard is human, with less confidence than typing', () => {
  const document = showDocument('|');
  document.insert('addEventListener', keyboard);
  const origin = document.tracker.originOfLines(document.uri, [1, 1]);
  assert.equal(origin.kind, 'human');
  assert.equal(origin.confidence, 0.6);
});

test('many lines in one step are not typing, whatever the selection says', () => {
  const document = showDocument('|');
  document.insert('one();\ntwo();\nthree();\n', keyboard);
  assert.equal(document.lineOrigin(2), 'unknown');
});

test('the same keys at several carets are human at each of them', () => {
  const document = showDocument('a\nb\n');
  document.edit(
    [
      { offset: 1, length: 0, text: ';' },
      { offset: 3, length: 0, text: ';' },
    ],
    keyboard,
  );
  assert.deepEqual(document.runs(), [
    ['unknown', 'a'],
    ['human', ';'],
    ['unknown', '\nb'],
    ['human', ';'],
    ['unknown', '\n'],
  ]);
});

test('a paste of forty lines from outside is not proof of AI, and is worth asking about', () => {
  const document = showDocument('|');
  document.insert('step();\n'.repeat(40), { ...keyboard, paste: 'outside' });
  document.clock.advance(300);
  assert.equal(document.tracker.originOfLines(document.uri, [1, 40]).kind, 'unknown');
  assert.equal(document.changes[0]?.title, 'pasted code in cart.ts');
  assert.equal(document.changes[0].origin.evidence[0]?.why, 'Pasted from outside this workspace.');
});

test('a paste from another document of the workspace keeps the origin of what was copied', () => {
  const clock = createFakeClock();
  const tracker = createOriginTracker({ store: createMemorySegmentStore(), clock });
  const source = showDocument('|', { uri: 'file:///shop/a.ts', clock, tracker });
  source.accept('export const generated = compute();\n');
  source.type('export const typedByHand = compute();\n');
  const target = showDocument('|', { uri: 'file:///shop/b.ts', clock, tracker });
  target.insert('export const typedByHand = compute();\n', { ...keyboard, paste: 'inside' });
  target.insert('export const generated = compute();\n', { ...keyboard, paste: 'inside' });
  assert.deepEqual(
    [1, 2].map((line) => target.lineOrigin(line)),
    ['human', 'ai'],
  );
});

test('text that was cut and is pasted elsewhere keeps its origin', () => {
  const document = showDocument('|\nlast line\n');
  document.accept('const generated = compute();');
  document.edit([{ offset: 0, length: 28, text: '' }], keyboard);
  document.goTo('last line');
  document.insert('const generated = compute();', { ...keyboard, paste: 'inside' });
  assert.equal(document.runs()[1]?.[0], 'ai');
});

test('a copied line that stands in two places of different origin is unknown', () => {
  const document = showDocument('|');
  document.accept('const result = compute();\n');
  document.type('const result = compute();\n');
  document.insert('const result = compute();\n', { ...keyboard, paste: 'inside' });
  assert.equal(document.lineOrigin(3), 'unknown');
});

test('a lone brace pasted from AI code proves nothing', () => {
  const document = showDocument('|');
  document.accept('if (a) {\n  b();\n}\n');
  document.insert('}\n', { ...keyboard, paste: 'inside' });
  assert.equal(document.lineOrigin(4), 'unknown');
});

test('formatting keeps each origin, on save and on command', () => {
  for (const signals of [{ saving: true }, { selection: 'command' as const }]) {
    const document = showDocument('|');
    document.accept('if (a){b("x")}\n');
    document.type('c()\n');
    document.replaceAll("if (a) {\n  b('x');\n}\nc();\n", signals);
    assert.deepEqual(
      [1, 2, 3, 4].map((line) => document.lineOrigin(line)),
      ['ai', 'ai', 'ai', 'human'],
    );
  }
});

test('a tool that rewrites code while saving is not AI and opens no Change', () => {
  const document = showDocument('var a = load();\n');
  document.replaceAll('const a = await load();\nconst b = 1;\n', { saving: true, selection: 'none', atCaret: true });
  document.clock.advance(300);
  assert.equal(document.lineOrigin(2), 'unknown');
  assert.deepEqual(document.changes, []);
});

test('moving a line and sorting imports keep origins', () => {
  const document = showDocument('|');
  document.type("import b from 'b';\n");
  document.accept("import a from 'a';\n");
  document.replaceAll("import a from 'a';\nimport b from 'b';\n", { selection: 'none', atCaret: true });
  assert.deepEqual(
    [1, 2].map((line) => document.lineOrigin(line)),
    ['ai', 'human'],
  );
});

test('a rename is neither AI nor a Change, even where the editor reports it like a suggestion', () => {
  const document = showDocument('total(total, total);\n');
  document.edit(
    [0, 6, 13].map((offset) => ({ offset, length: 5, text: 'computeSum' })),
    ghostText,
  );
  document.clock.advance(300);
  assert.equal(
    document.runs().some(([kind]) => kind === 'ai'),
    false,
  );
  assert.deepEqual(document.changes, []);
});

test('an edit by another extension is unknown; when it brings statements it is worth asking about', () => {
  const document = showDocument('|');
  document.insert('const a = await load();\nreturn a;\n', {});
  document.clock.advance(300);
  assert.equal(document.lineOrigin(1), 'unknown');
  assert.equal(document.changes[0]?.title, 'inserted code in cart.ts');
  assert.equal(document.changes[0].origin.kind, 'unknown');
});

test('what looks like a suggestion without the question that follows one is unknown: an extension, a snippet, a quick fix', () => {
  const document = showDocument('|');
  document.insert('const a = await load();\nreturn a;\n', { selection: 'none', atCaret: true });
  assert.equal(document.lineOrigin(1), 'unknown');
});

test('an edit that was suggested elsewhere than at the caret is a suggestion', () => {
  const document = showDocument('let a = 1;\n');
  document.edit([{ offset: 8, length: 1, text: 'startingValue(b)' }], { selection: 'none', suggestionTaken: true });
  assert.deepEqual(document.runs()[1], ['ai', 'startingValue(b)']);
});

test('a word chosen from the list of completions is human, a template of several lines is unknown', () => {
  const document = showDocument('|');
  document.type('const all = calc');
  document.edit([{ offset: 12, length: 4, text: 'calculateEverything' }], { selection: 'none', atCaret: true, fromList: true });
  assert.deepEqual(document.runs(), [['human', 'const all = calculateEverything']]);
  assert.equal(document.tracker.originOfLines(document.uri, [1, 1]).evidence.at(-1)?.source, 'chosen-from-list');
  const other = showDocument('|');
  other.insert('try {\n  attempt();\n} catch {}\n', { selection: 'none', atCaret: true, fromList: true });
  assert.equal(other.lineOrigin(2), 'unknown');
});

test('a key over a selection that ends with the same letter is typed', () => {
  const document = showDocument('|');
  document.accept('for (const item of list) {}\n');
  document.edit([{ offset: 11, length: 4, text: 'm' }], keyboard);
  assert.deepEqual(document.runs()[1], ['human', 'm']);
});

test('what chat writes is AI, what a person types in the same file meanwhile is not, nor what a formatter does', () => {
  const document = showDocument('|');
  document.insert('const a = await load();\nreturn a;\n', { chatEditing: true });
  document.type('mine();');
  document.insert('\n', { chatEditing: true, selection: 'keyboard' });
  document.edit([{ offset: 0, length: 0, text: '  ' }], { chatEditing: true, selection: 'none' });
  assert.deepEqual(document.runs(), [
    ['ai', '  const a = await load();\nreturn a;\n'],
    ['human', 'mine();\n'],
  ]);
  assert.equal(document.tracker.originOfLines(document.uri, [1, 2]).confidence, 0.85);
});

test('while chat edits a file a key whose caret is told late, a completed word and a rename are not chat', () => {
  for (const text of ['x', '()', 'calculateTotal']) {
    const document = showDocument('|');
    document.insert(text, { chatEditing: true, atCaret: true });
    assert.equal(document.lineOrigin(1), 'unknown', text);
  }
  const renamed = showDocument('a();\na();\n|');
  const places = [0, 5].map((offset) => ({ offset, length: 1, text: 'myOwnName' }));
  renamed.edit(places, { chatEditing: true });
  assert.equal(renamed.lineOrigin(1), 'unknown');
});

test('what an extension puts in again of what a person typed is not called AI, though it came like a suggestion', () => {
  const document = showDocument('|');
  document.type('const total = prices.reduce(add, zero);\n');
  document.accept('const total = prices.reduce(add, zero);\n');
  assert.equal(document.lineOrigin(2), 'unknown');
  document.accept('const other = await loadPrices(today);\n');
  assert.equal(document.lineOrigin(3), 'ai');
});

test('a paste, an undo and a reload while chat edits a file are not chat', () => {
  for (const signals of [{ paste: 'outside' as const }, { undo: true }, { fromDisk: true }, { saving: true }]) {
    const document = showDocument('|');
    document.insert('const a = await load();\n', { chatEditing: true, ...signals });
    assert.equal(document.lineOrigin(1), 'unknown', JSON.stringify(signals));
  }
});

test('a branch and back is the same text again, with the origins it had', () => {
  const document = showDocument('|');
  document.accept('const a = await load();\n');
  document.type('mine();\n');
  const text = document.text();
  document.replaceAll('other();\n', { fromDisk: true });
  document.replaceAll(text, { fromDisk: true });
  assert.deepEqual(document.runs(), [
    ['ai', 'const a = await load();\n'],
    ['human', 'mine();\n'],
  ]);
});

test('a mouse drop is unknown', () => {
  const document = showDocument('|');
  document.insert('dropped();\n', { selection: 'mouse', atCaret: true });
  assert.equal(document.lineOrigin(1), 'unknown');
});

test('a command that merges two typed imports does not turn them into AI', () => {
  const document = showDocument('|');
  document.type("import { a } from 'x';\nimport { b } from 'x';\n");
  document.replaceAll("import { b, a } from 'x';\n", ghostText);
  assert.notEqual(document.lineOrigin(1), 'ai');
  assert.equal(
    document.runs().some(([kind]) => kind === 'ai'),
    false,
  );
});

test('an extension that replaces the whole file touches only the lines that differ', () => {
  const document = showDocument('|');
  document.type('one();\ntwo();\nthree();\nfour();\n');
  document.replaceAll('zero();\ntwo();\nagent();\nfour();\nfive();\n', {});
  assert.deepEqual(
    [1, 2, 3, 4, 5].map((line) => document.lineOrigin(line)),
    ['unknown', 'human', 'unknown', 'human', 'unknown'],
  );
});
