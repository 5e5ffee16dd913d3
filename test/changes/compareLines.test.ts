import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareLines } from '../../src/changes/compareLines.ts';
import type { LineRun } from '../../src/changes/compareLines.ts';

/** Replays the runs; fails where a kept line is not the same in both. */
function replay(oldLines: readonly string[], newLines: readonly string[], runs: readonly LineRun[]): void {
  let [oldLine, newLine] = [0, 0];
  for (const { kind, count } of runs) {
    if (kind === 'kept') assert.deepEqual(oldLines.slice(oldLine, oldLine + count), newLines.slice(newLine, newLine + count));
    if (kind !== 'added') oldLine += count;
    if (kind !== 'removed') newLine += count;
  }
  assert.deepEqual([oldLine, newLine], [oldLines.length, newLines.length]);
}

test('a kept line is the same line in both texts, whatever they are', () => {
  const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 30 });
  fc.assert(
    fc.property(lines, lines, (oldLines, newLines) => replay(oldLines, newLines, compareLines(oldLines, newLines))),
    { verbose: true },
  );
});

test('a word replaced in thousands of lines leaves the lines between as they were', () => {
  const lines = Array.from({ length: 6000 }, (_, index) => (index % 2 === 0 ? `value ${String(index)}` : `kept ${String(index)}`));
  const replaced = lines.map((line) => line.replace('value', 'other'));
  const runs = compareLines(lines, replaced);
  replay(lines, replaced, runs);
  assert.equal(
    runs.filter(({ kind }) => kind === 'kept').reduce((sum, { count }) => sum + count, 0),
    3000,
  );
});

test('texts that differ almost everywhere keep their common beginning and end', () => {
  const lines = Array.from({ length: 3000 }, (_, index) => `old ${String(index)}`);
  const other = ['old 0', ...Array.from({ length: 2000 }, (_, index) => `new ${String(index)}`), 'old 2999'];
  const runs = compareLines(lines, other);
  replay(lines, other, runs);
  assert.deepEqual(
    runs.map(({ kind, count }) => `${kind} ${String(count)}`),
    ['kept 1', 'removed 2998', 'added 2000', 'kept 1'],
  );
});
