import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GalleryEntry } from '../e2e/gallery/studyGallery.ts';
import { readerSheets, scoreOf, sheetText } from '../e2e/gallery/readerSheets.ts';
import type { Exercise } from '../../src/terms/exercise.ts';
import type { ExerciseId } from '../../src/terms/ids.ts';
import { unknownOrigin } from '../../src/terms/origin.ts';
import { hoverCard } from '../../src/explain/hoverCard.ts';
import { unitIn } from '../analysis/unitIn.ts';

const { unit } = unitIn('export function take(queue) {\n  if (queue.closed) return null;\n  return queue.shift();\n}');
const proof = { engine: 'execution', claim: '', observed: '' } as const;

function question(stem: string, texts: readonly string[], right: number): Exercise {
  return {
    id: stem as ExerciseId,
    unitKey: unit.key,
    kind: 'E12 reject-path',
    level: 'predict',
    stem,
    assumptions: [],
    code: { text: '', firstLine: 1 },
    multi: false,
    options: texts.map((text, index) => ({ id: String(index), text, correct: index === right, reason: '', proof })),
    value: 1,
    difficulty: 0.5,
    lines: [[1, 1]],
  };
}

function entry(exercises: readonly Exercise[]): GalleryEntry {
  const proved = [{ text: 'Takes the oldest job first, and nothing once `queue` is closed.', lines: [[2, 3]] as const }];
  return {
    of: { name: 'queue', version: '1.0.0', folder: '.', file: 'queue.ts', unit: 'take' },
    unit,
    code: 'export function take(queue) {\n  if (queue.closed) return null;',
    explanation: { headline: 'Queue', proved, recorded: [], said: [] },
    card: hoverCard({ unit, facts: [], origin: unknownOrigin, touched: false }),
    exercises: { unitKey: unit.key, exercises },
  };
}

const asked = question('What does `take` give?', ['The newest job.', '`null`, and `shift` does not run.'], 1);

test('a question whose answer the explanation quotes is not asked', () => {
  const quoted = question('And once it is closed?', ['It throws.', 'It takes the oldest job first and nothing once queue is closed.'], 1);
  const { units, keys } = readerSheets([entry([quoted, asked])]);
  assert.deepEqual(
    units[0]?.questions.map(({ stem }) => stem),
    [asked.stem],
  );
  assert.deepEqual(keys, [{ id: 'Q1', key: 'b', kind: 'E12 reject-path', speaksOfLines: false }]);
});

test('a unit of which nothing is asked is on no sheet, and no sheet tells the answer', () => {
  const { units, keys } = readerSheets([entry([]), entry([asked])]);
  assert.equal(units.length, 1);
  assert.equal(keys.length, 1);
  const [code, words, both] = (['code', 'words', 'words-and-code'] as const).map((reading) => sheetText(units, reading));
  assert.ok(code?.includes('queue.closed) return') && !code.includes('oldest job'));
  assert.ok(words?.includes('oldest job') && !words.includes('queue.closed) return'));
  assert.ok(both?.includes('oldest job') && both.includes('queue.closed) return'));
  assert.ok(sheetText(units, 'chat', { take: 'It is a queue.' }).includes('It is a queue.'));
  assert.ok(!JSON.stringify(units).includes('"key"'));
});

test('answers are counted against the keys, with the interval that so few allow', () => {
  const keys = ['a', 'b', 'c', 'a'].map((key, index) => ({ id: `Q${index + 1}`, key, kind: 'E', speaksOfLines: false }));
  const { right, untold, of, interval } = scoreOf('Q1 a\nQ2: c\nQ3 x\n', keys);
  assert.deepEqual([right, untold, of], [1, 2, 4]);
  assert.ok(interval[0] > 0.04 && interval[0] < 0.06 && interval[1] > 0.69 && interval[1] < 0.71, String(interval));
});
