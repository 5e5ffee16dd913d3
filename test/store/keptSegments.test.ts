import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { SegmentStore, TrackedText } from '../../src/changes/segmentStore.ts';
import { openStore } from '../../src/store/openStore.ts';
import { unknownOrigin } from '../../src/terms/origin.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

function segmentsOf(context: { after(task: () => void): void }, inFile: boolean): SegmentStore {
  const folder = mkdtempSync(join(tmpdir(), 'understand-store-'));
  const store = openStore({ file: inFile ? join(folder, 'learning.db') : undefined, clock: createFakeClock() });
  context.after(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  return store.segments;
}

function state(text: string): TrackedText {
  return { text, segments: [{ start: 0, end: text.length, origin: unknownOrigin, since: 5 }] };
}

for (const mode of ['in a file', 'in session memory']) {
  test(`${mode}, states of a document that went away are kept, each text once, and the oldest go first`, (context) => {
    const segments = segmentsOf(context, mode === 'in a file');
    assert.deepEqual(segments.kept('file:///cart.ts'), []);
    for (let number = 1; number <= 22; number += 1) segments.keep('file:///cart.ts', state(`text ${String(number)}`));
    segments.keep('file:///cart.ts', state('text 5'));
    segments.keep('file:///pay.ts', state('other'));
    segments.keep('file:///pay.ts', state('x'.repeat(1_000_001)));
    const texts = segments.kept('file:///cart.ts').map(({ text }) => text);
    assert.deepEqual([texts.length, texts[0], texts[1], texts.at(-1)], [20, 'text 5', 'text 22', 'text 3']);
    assert.deepEqual(segments.kept('file:///pay.ts'), [state('other')]);
    segments.move('file:///pay.ts', 'file:///till.ts');
    assert.deepEqual([segments.kept('file:///pay.ts'), segments.kept('file:///till.ts')], [[], [state('other')]]);
  });

  test(`${mode}, a text is found under any name inside a folder, and nowhere else`, (context) => {
    const segments = segmentsOf(context, mode === 'in a file');
    segments.save({ uri: 'file:///shop/src/cart.ts', sequence: 3, ...state('one();\n') });
    assert.equal(segments.withText('one();\n', 'file:///shop')?.segments[0]?.end, 7);
    assert.equal(segments.withText('one();\n', 'file:///shop/src')?.text, 'one();\n');
    assert.equal(segments.withText('one();\n', 'file:///sho'), undefined);
    assert.equal(segments.withText('two();\n', 'file:///shop'), undefined);
  });
}

test('of all documents together so much is kept, and the oldest go first', (context) => {
  const segments = segmentsOf(context, true);
  for (let number = 1; number <= 60; number += 1)
    segments.keep(`file:///${String(number)}.ts`, state(`${String(number)} ${'x'.repeat(990_000)}`));
  assert.deepEqual(
    [1, 9, 11, 60].map((number) => segments.kept(`file:///${String(number)}.ts`).length),
    [0, 0, 1, 1],
  );
});
