import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { afterEdits } from '../../src/terms/edit.ts';
import type { TextReplacement } from '../../src/terms/edit.ts';

/** The same by plain slices. */
function oneByOne(text: string, edits: readonly (readonly TextReplacement[])[]): string {
  return edits.reduce(
    (before, replacements) =>
      replacements
        .toSorted((left, right) => right.offset - left.offset)
        .reduce((result, { offset, length, text: inserted }) => result.slice(0, offset) + inserted + result.slice(offset + length), before),
    text,
  );
}

test('the text after edits is the one that each of them in turn leads to', () => {
  const drawn = fc.array(fc.array(fc.string({ maxLength: 4 }), { minLength: 1, maxLength: 3 }), { maxLength: 30 });
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), drawn, fc.integer({ min: 0, max: 1_000_000 }), (text, parts, seed) => {
      let [current, state] = [text, seed];
      const below = (limit: number): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 1) % (limit + 1);
      const edits = parts.map((inserted) => {
        let from = 0;
        const replacements = inserted.map((each) => {
          const offset = from + below(current.length - from);
          const length = below(Math.min(3, current.length - offset));
          from = offset + length;
          return { offset, length, text: each };
        });
        current = oneByOne(current, [replacements]);
        return replacements;
      });
      assert.equal(
        afterEdits(
          text,
          edits.map((replacements) => ({ replacements })),
        ),
        oneByOne(text, edits),
      );
    }),
  );
});

test('replacements of one edit all refer to the text before it', () => {
  const replacements = [
    { offset: 1, length: 1, text: 'BBB' },
    { offset: 4, length: 2, text: '' },
  ];
  assert.equal(afterEdits('abcdef', [{ replacements }]), 'aBBBcd');
});
