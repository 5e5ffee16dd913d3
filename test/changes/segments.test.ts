import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createOriginTracker } from '../../src/changes/originTracker.ts';
import { replace, segmentAt, uniform } from '../../src/changes/segments.ts';
import type { Segment } from '../../src/changes/segmentStore.ts';
import type { EditSignals } from '../../src/terms/edit.ts';
import type { Origin, OriginKind } from '../../src/terms/origin.ts';
import { createMemorySegmentStore } from '../builders/trackedDocument.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

function origin(name: string): Origin {
  return { kind: 'unknown', confidence: 0, evidence: [{ source: name, strength: 0, where: name, why: name }] };
}

function assertGapless(segments: readonly Segment[], length: number): void {
  let end = 0;
  for (const segment of segments) {
    assert.equal(segment.start, end);
    assert.ok(segment.end > segment.start);
    end = segment.end;
  }
  assert.equal(end, length);
}

test('segments agree with a list that remembers the origin of every single character', () => {
  const edit = fc.record({ at: fc.nat(), remove: fc.nat(30), insert: fc.nat(12), who: fc.constantFrom('a', 'b', 'c', 'd') });
  fc.assert(
    fc.property(fc.nat(40), fc.array(edit, { maxLength: 60 }), (startLength, edits) => {
      let segments = uniform(startLength, origin('start'));
      let characters = Array.from({ length: startLength }, () => 'start');
      for (const { at, remove, insert, who } of edits) {
        const offset = at % (characters.length + 1);
        const removed = Math.min(remove, characters.length - offset);
        segments = replace(segments, offset, removed, uniform(insert, origin(who)));
        characters = characters.toSpliced(offset, removed, ...Array.from({ length: insert }, () => who));
        assertGapless(segments, characters.length);
      }
      assert.deepEqual(
        characters.map((_, offset) => segmentAt(segments, offset)?.origin.evidence[0]?.source),
        characters,
      );
    }),
    { numRuns: 300, verbose: true },
  );
});

test('after any mix of edits the tracker calls a character AI only if a completion wrote it, and human only if keys did', () => {
  // The kinds of text use alphabets of their own, so a character tells who wrote it.
  const alphabets = { ai: 'abc', human: 'xyz', unknown: '789' } as const;
  const signals: Record<'ai' | 'human' | 'unknown', EditSignals> = {
    ai: { selection: 'none', atCaret: true, suggestionTaken: true },
    human: { selection: 'keyboard', atCaret: true },
    unknown: {},
  };
  const operation = fc.record({
    who: fc.constantFrom('ai', 'human', 'unknown'),
    at: fc.nat(),
    remove: fc.nat(4),
    length: fc.integer({ min: 2, max: 8 }),
    shape: fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }),
    back: fc.constantFrom('nothing', 'nothing', 'undo', 'format', 'reload'),
  });
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 30 }), (operations) => {
      const clock = createFakeClock();
      const tracker = createOriginTracker({ store: createMemorySegmentStore(), clock });
      const uri = 'file:///a.ts';
      const texts = ['000\n000\n'];
      tracker.shown({ uri, text: texts[0] ?? '', sequence: 0, dirty: false });
      const send = (next: string, offset: number, length: number, text: string, given: EditSignals): void => {
        texts.push(next);
        tracker.edited([{ uri, sequence: texts.length - 1, replacements: [{ offset, length, text }], signals: given, at: clock.now() }]);
        clock.advance(100);
      };
      for (const { who, at, remove, length, shape, back } of operations) {
        const text = texts.at(-1) ?? '';
        const offset = at % (text.length + 1);
        const removed = who === 'human' ? 0 : Math.min(remove, text.length - offset);
        const inserted = shape
          .slice(0, who === 'human' ? 1 : length)
          .map((pick) => (pick === 3 && who !== 'human' ? '\n' : alphabets[who][pick % 3]))
          .join('');
        send(text.slice(0, offset) + inserted + text.slice(offset + removed), offset, removed, inserted, signals[who]);
        const now = texts.at(-1) ?? '';
        if (back === 'undo') send(text, 0, now.length, text, { undo: true });
        if (back === 'format') send(now.replaceAll('\n', '\n  '), 0, now.length, now.replaceAll('\n', '\n  '), { saving: true });
        if (back === 'reload') send(`999\n${now}`, 0, now.length, `999\n${now}`, { fromDisk: true });
      }
      const text = texts.at(-1) ?? '';
      assert.equal(tracker.text(uri), text);
      const segments = tracker.segments(uri);
      assertGapless(segments, text.length);
      for (const [offset, character] of Array.from(text).entries()) {
        const kind: OriginKind | undefined = segmentAt(segments, offset)?.origin.kind;
        if (alphabets.ai.includes(character))
          assert.notEqual(kind, 'human', `${character} at ${String(offset)} of ${JSON.stringify(text)}`);
        else if (alphabets.human.includes(character))
          assert.notEqual(kind, 'ai', `${character} at ${String(offset)} of ${JSON.stringify(text)}`);
        else if (character.trim() !== '') assert.equal(kind, 'unknown', `${character} at ${String(offset)} of ${JSON.stringify(text)}`);
      }
      tracker.dispose();
    }),
    { numRuns: 300, verbose: true },
  );
});
