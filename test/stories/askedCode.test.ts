import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedFiles, explainFile, mostValuable } from '../../src/stories/askedCode.ts';
import { createCodeStudy } from '../../src/stories/studyCode.ts';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import type { Change } from '../../src/terms/change.ts';
import type { Exercise } from '../../src/terms/exercise.ts';
import type { ChangeId } from '../../src/terms/ids.ts';
import { unknownOrigin } from '../../src/terms/origin.ts';
import { failure } from '../../src/terms/result.ts';
import type { Unit } from '../../src/terms/unit.ts';

const study = createCodeStudy({
  openProgram: (request) => openBoundedProgram(request),
  indexOf: () => undefined,
  openWorld: () => Promise.resolve(failure('not asked here')),
  print: async (programs) => programs.map(() => failure('not run here')),
});

const before = `export class Cart {
  items: string[] = [];
  add(item: string): void {
    if (this.items.includes(item)) return;
    this.items.push(item);
  }
  clear(): void {
    this.items = [];
  }
}
export function total(prices: readonly number[]): number {
  let sum = 0;
  for (const price of prices) sum += price;
  return sum;
}
`;

async function namesMeant(text: string, asked: { before?: string; line?: number }): Promise<readonly string[] | string> {
  const parts = { root: '/shop', study, readText: () => Promise.resolve(text) };
  const found = await explainFile({ path: 'cart.ts', text, ...asked }, parts);
  return found.ok ? found.value.units.map(({ unit }) => unit.name) : found.reason;
}

test('a line means the innermost unit around it', async () => {
  assert.deepEqual(await namesMeant(before, { line: 4 }), ['Cart.add']);
  assert.deepEqual(await namesMeant(before, { line: 2 }), ['Cart']);
});

test('a removed guard touches its method, and not the class around it', async () => {
  const after = before.replace('    if (this.items.includes(item)) return;\n', '');
  assert.deepEqual(await namesMeant(after, { before }), ['Cart.add']);
});

test('reformatting and comments touch nothing', async () => {
  const after = before.replace('  let sum = 0;', '\n  // Adds up.\n    let sum = 0;');
  assert.deepEqual(await namesMeant(after, { before }), []);
});

test('in a new file every unit is new', async () => {
  assert.deepEqual(await namesMeant(before, { before: '' }), ['Cart.add', 'Cart.clear', 'total']);
});

test('removed files and files of other languages of a change are not asked about', () => {
  const change: Change = {
    id: 'c' as ChangeId,
    kind: 'range',
    root: '/shop',
    title: 'HEAD~1..HEAD',
    origin: unknownOrigin,
    at: 0,
    files: [
      { path: 'src/gone.ts', lines: [], before: 'a', after: '' },
      { path: 'style.css', lines: [[1, 1]], after: 'b{}' },
      { path: 'src/new.ts', lines: [[1, 1]], after: 'f()' },
    ],
  };
  assert.deepEqual(changedFiles(change), [{ path: 'src/new.ts', text: 'f()', before: '' }]);
});

test('the most valuable questions are taken over all units, and units follow their best one', () => {
  const unit = (name: string): Unit => ({ name }) as Unit;
  const worth = (value: number): Exercise => ({ value }) as Exercise;
  const chosen = mostValuable(
    [
      { unit: unit('a'), exercises: [worth(0.5), worth(0.4)] },
      { unit: unit('b'), exercises: [], why: 'too small' },
      { unit: unit('c'), exercises: [worth(0.9), worth(0.1)] },
    ],
    3,
  );
  assert.deepEqual(
    chosen.map(({ unit: { name }, exercises }) => [name, exercises.map(({ value }) => value)]),
    [
      ['c', [0.9]],
      ['a', [0.5, 0.4]],
    ],
  );
});
