import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOriginTracker } from '../../src/changes/originTracker.ts';
import { ghostText, keyboard, showDocument } from '../builders/trackedDocument.ts';

const suggestion = 'const total = items.length;\n  return total * price;';

test('what was there before anyone looked is unknown, and not recent', () => {
  const document = showDocument('const a = 1;\n');
  assert.deepEqual(document.runs(), [['unknown', 'const a = 1;\n']]);
  assert.deepEqual(document.tracker.linesSince(document.uri), []);
});

test('typed characters are human, and typing never opens a Change', () => {
  const document = showDocument('|\n');
  document.type('const price = cart.total(items);\nreturn price;');
  document.clock.advance(5000);
  assert.deepEqual(document.runs(), [
    ['human', 'const price = cart.total(items);\nreturn price;'],
    ['unknown', '\n'],
  ]);
  assert.equal(document.lineOrigin(1), 'human');
  assert.deepEqual(document.changes, []);
  assert.deepEqual(document.tracker.linesSince(document.uri), []);
});

test('an accepted suggestion becomes one Change 300 ms after typing is still', () => {
  const document = showDocument('function f(items, price) {\n  |\n}\n');
  document.accept(suggestion);
  document.clock.advance(299);
  assert.equal(document.changes.length, 0);
  document.clock.advance(1);
  assert.equal(document.changes.length, 1);
  const [change] = document.changes;
  assert.equal(change?.kind, 'suggestion');
  assert.equal(change.title, 'accepted suggestion in cart.ts');
  assert.equal(change.root, '/shop');
  assert.equal(change.origin.kind, 'ai');
  assert.equal(change.origin.confidence, 0.6);
  assert.deepEqual(change.files, [
    {
      path: 'src/cart.ts',
      lines: [[2, 3]],
      before: 'function f(items, price) {\n  \n}\n',
      after: `function f(items, price) {\n  ${suggestion}\n}\n`,
    },
  ]);
  assert.deepEqual(document.tracker.linesSince(document.uri), [[2, 3]]);
});

test('typing on keeps the Change open; what is typed into it stays the person’s', () => {
  const document = showDocument('|');
  document.accept('const a = load();\nconst b = a.next();\n');
  document.clock.advance(200);
  document.type('return b;');
  document.clock.advance(250);
  assert.equal(document.changes.length, 1);
  assert.deepEqual(document.changes[0]?.files[0]?.lines, [[1, 2]]);
  assert.equal(document.changes[0].files[0].before, '');
  assert.deepEqual(document.runs(), [
    ['ai', 'const a = load();\nconst b = a.next();\n'],
    ['human', 'return b;'],
  ]);
});

test('a single word is not called AI, for a word picked from the list looks the same, and is not worth a Change', () => {
  for (const word of ['shoppingCart', 'addEventListener()', "'./cart'"]) {
    const document = showDocument('const total = |');
    document.accept(word);
    document.clock.advance(1000);
    assert.deepEqual(document.runs(), [['unknown', `const total = ${word}`]]);
    assert.deepEqual(document.changes, []);
  }
});

test('part of a line counts as AI but is not worth a Change', () => {
  const document = showDocument('const total = |');
  document.accept('price * quantity');
  document.clock.advance(1000);
  assert.deepEqual(document.runs(), [
    ['unknown', 'const total = '],
    ['ai', 'price * quantity'],
  ]);
  assert.deepEqual(document.changes, []);
});

test('an import that comes along with a completed name is not worth a Change', () => {
  const document = showDocument('|useCart\n');
  document.insert("import { useCart } from './cart';\nimport {\n  a,\n  b,\n} from './b';\nimport './style.css';\n", {});
  document.clock.advance(1000);
  assert.deepEqual(document.changes, []);
});

test('a suggestion that is one whole statement is worth a Change', () => {
  const document = showDocument('|\n');
  document.accept('await save(order);');
  document.clock.advance(300);
  assert.equal(document.changes.length, 1);
});

test('a suggestion that is undone before typing is still makes no Change; redo brings it back as AI', () => {
  const document = showDocument('|\n');
  document.accept(suggestion);
  document.replaceAll('\n', { undo: true });
  document.clock.advance(1000);
  assert.deepEqual(document.changes, []);
  assert.deepEqual(document.runs(), [['unknown', '\n']]);
  document.replaceAll(`${suggestion}\n`, { redo: true });
  assert.deepEqual(document.runs(), [
    ['ai', suggestion],
    ['unknown', '\n'],
  ]);
});

test('undoing a person’s deletion of AI code brings it back as AI, not as theirs', () => {
  const document = showDocument('|');
  document.accept('a();\nb();\nc();\n');
  document.edit([{ offset: 5, length: 5, text: '' }], keyboard);
  document.edit([{ offset: 5, length: 0, text: 'b();\n' }], { undo: true, ...keyboard });
  assert.deepEqual(document.runs(), [['ai', 'a();\nb();\nc();\n']]);
});

test('a suggestion that repeats the line it completes owns only what it adds', () => {
  const document = showDocument('|');
  document.type('const a = ');
  document.edit([{ offset: 0, length: 10, text: 'const a = compute(1, 2);' }], ghostText);
  assert.deepEqual(document.runs(), [
    ['human', 'const a = '],
    ['ai', 'compute(1, 2);'],
  ]);
});

test('one line by hand and one by a suggestion are told apart, and together they are mixed', () => {
  const document = showDocument('|');
  document.type('const a = 1;\n');
  document.accept('const b = compute(a);\n');
  assert.equal(document.lineOrigin(1), 'human');
  assert.equal(document.lineOrigin(2), 'ai');
  assert.equal(document.tracker.originOfLines(document.uri, [1, 2]).kind, 'mixed');
});

test('a word of AI in a long line of unknown origin does not make the line AI', () => {
  const document = showDocument('const everything = collectAllTheThings(first, |second);\n');
  document.accept('third, ');
  assert.notEqual(document.lineOrigin(1), 'ai');
  assert.notEqual(document.lineOrigin(1), 'human');
});

test('a reload from disk of lines 1 and 5 changes exactly these two', () => {
  const document = showDocument('|');
  document.accept('one();\ntwo();\nthree();\n');
  document.type('four();\nfive();\n');
  document.clock.advance(1000);
  document.replaceAll('ONE();\ntwo();\nthree();\nfour();\nFIVE();\n', { fromDisk: true });
  assert.deepEqual(
    [1, 2, 3, 4, 5].map((line) => document.lineOrigin(line)),
    ['unknown', 'ai', 'ai', 'human', 'unknown'],
  );
});

test('text that git brought is not recent code; text from elsewhere on disk is', async () => {
  const fromGit = 'checked();\nout();\n';
  const document = showDocument('old();\n', {
    knownToGit: (path, text) => Promise.resolve(path === '/shop/src/cart.ts' && text === fromGit),
  });
  document.replaceAll('agent();\nwrote();\n', { fromDisk: true });
  await Promise.resolve();
  assert.deepEqual(document.tracker.linesSince(document.uri), [[1, 2]]);
  const revised: string[] = [];
  document.tracker.onRevised((uri) => revised.push(uri));
  document.clock.advance(2000);
  document.replaceAll(fromGit, { fromDisk: true });
  await Promise.resolve();
  await Promise.resolve();
  assert.deepEqual(document.tracker.linesSince(document.uri), []);
  assert.deepEqual(revised, [document.uri]);
});

test('a window that opens again continues where it was', () => {
  const first = showDocument('|');
  first.accept('one();\ntwo();\n');
  first.tracker.hidden(first.uri);
  const second = showDocument('one();\ntwo();\n', { store: first.store, clock: first.clock });
  assert.deepEqual(second.runs(), [['ai', 'one();\ntwo();\n']]);
  assert.deepEqual(second.tracker.linesSince(second.uri), [[1, 2]]);
});

test('lines that changed while the window was closed are unknown, with that as the reason', () => {
  const first = showDocument('|');
  first.type('one();\ntwo();\n');
  first.tracker.hidden(first.uri);
  const second = showDocument('one();\nTWO();\nthree();\n', { store: first.store, clock: first.clock });
  assert.deepEqual(second.runs(), [
    ['human', 'one();\n'],
    ['unknown', 'TWO();\nthree();\n'],
  ]);
  const origin = second.tracker.originOfLines(second.uri, [2, 2]);
  assert.deepEqual(
    origin.evidence.map((evidence) => evidence.why),
    ['Changed while this document was not being watched.'],
  );
});

test('edits sent again after a crash have no second effect and make the same Change', () => {
  const first = showDocument('|');
  first.accept(suggestion);
  first.clock.advance(300);
  const at = first.clock.now() - 300;
  const again = showDocument('', { clock: first.clock });
  const edit = { uri: first.uri, sequence: 1, replacements: [{ offset: 0, length: 0, text: suggestion }], signals: ghostText, at };
  again.tracker.edited([edit]);
  again.tracker.edited([edit]);
  again.clock.advance(300);
  assert.equal(again.tracker.text(again.uri), suggestion);
  assert.equal(again.changes.length, 1);
  assert.equal(again.changes[0]?.id, first.changes[0]?.id);
});

test('saves are at most one a second, and what is returned is durable', () => {
  const document = showDocument('|');
  const savedAtStart = document.store.saves.length;
  assert.equal(document.insert('a', keyboard), 0);
  assert.equal(document.insert('b', keyboard), 0);
  const durable: number[] = [];
  document.tracker.onDurable((_, sequence) => durable.push(sequence));
  document.clock.advance(999);
  assert.equal(document.store.saves.length, savedAtStart);
  document.clock.advance(1);
  assert.deepEqual(durable, [2]);
  assert.equal(document.store.load(document.uri)?.text, 'ab');
  document.clock.advance(5000);
  assert.equal(document.insert('c', keyboard), 3, 'after a pause the first edit is durable at once');
  document.insert('d', keyboard);
  document.tracker.flush();
  assert.equal(document.store.load(document.uri)?.text, 'abcd');
});

test('after a missed edit nothing is claimed until the document is shown again', () => {
  const document = showDocument('|');
  document.accept('one();\n');
  document.tracker.edited([
    { uri: document.uri, sequence: 3, replacements: [{ offset: 0, length: 0, text: 'x' }], signals: keyboard, at: document.clock.now() },
  ]);
  assert.equal(document.tracker.text(document.uri), undefined);
  assert.equal(document.tracker.originOfLines(document.uri, [1, 1]).kind, 'unknown');
  document.clock.advance(5000);
  assert.deepEqual(document.changes, []);
});

test('a person’s own word ranks highest, for whole lines', () => {
  const document = showDocument('|');
  document.accept('one();\ntwo();\nthree();\n');
  document.tracker.override(document.uri, [2, 2], 'human');
  assert.deepEqual(
    [1, 2, 3].map((line) => document.lineOrigin(line)),
    ['ai', 'human', 'ai'],
  );
  assert.equal(document.tracker.originOfLines(document.uri, [2, 2]).confidence, 1);
  assert.deepEqual(document.tracker.linesSince(document.uri), [
    [1, 1],
    [3, 3],
  ]);
});

test('code older than two weeks is not recent any more', () => {
  const document = showDocument('|');
  document.accept('one();\n');
  document.clock.advance(15 * 24 * 3600 * 1000);
  assert.deepEqual(document.tracker.linesSince(document.uri), []);
});

test('a document that no tracker was shown is unknown everywhere and never throws', () => {
  const { store, clock } = showDocument('');
  const tracker = createOriginTracker({ store, clock });
  assert.equal(tracker.edited([{ uri: 'file:///x.ts', sequence: 1, replacements: [], signals: {}, at: 0 }]), 0);
  assert.deepEqual(tracker.segments('file:///x.ts'), []);
  assert.equal(tracker.originOfLines('file:///x.ts', [1, 9]).kind, 'unknown');
  tracker.hidden('file:///x.ts');
  tracker.override('file:///x.ts', [1, 1], 'ai');
});

test('a file that is renamed keeps its origins, before and after it is shown under its new name', () => {
  for (const order of ['renamed first', 'shown first']) {
    const document = showDocument('|');
    document.type('mine();\n');
    document.accept('const a = await load();\n');
    const to = 'file:///shop/src/basket.ts';
    const shown = (): void =>
      document.tracker.shown({ uri: to, path: '/shop/src/basket.ts', root: '/shop', text: document.text(), sequence: 0, dirty: false });
    if (order === 'shown first') shown();
    document.tracker.renamed(document.uri, to);
    if (order === 'renamed first') shown();
    assert.deepEqual(
      [1, 2].map((line) => document.tracker.originOfLines(to, [line, line]).kind),
      ['human', 'ai'],
      order,
    );
  }
});
