import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';
import { openStore } from '../../src/store/openStore.ts';
import { createQuestionQueue } from '../../src/stories/questionQueue.ts';
import type { QuestionQueue, QuestionWish } from '../../src/stories/questionQueue.ts';
import type { AskOptions, CodeStudy } from '../../src/stories/studyCode.ts';
import type { Exercise } from '../../src/terms/exercise.ts';
import type { ExerciseId } from '../../src/terms/ids.ts';
import { failure, success } from '../../src/terms/result.ts';
import type { Unit } from '../../src/terms/unit.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

const text = 'export function total(a: number): number {\n  if (a < 0) return 0;\n  return a * 2;\n}\n';
const twin = text.replace('total', 'sum');

function unitIn(source: string): Unit {
  const [located] = locateUnits(parseSource('/shop/cart.ts', source), 'cart.ts');
  assert.ok(located);
  return located.unit;
}

function wishFor(source: string, unitName = 'total', file = '/shop/cart.ts'): QuestionWish {
  return { root: '/shop', source: { file, path: file.slice(6), text: source }, unitName, unfamiliarity: 1 };
}

/** A study that asks `answer` for questions and counts how often. */
function queueOver(answer: (unit: Unit, options: AskOptions) => readonly Exercise[]): {
  queue: QuestionQueue;
  asked: string[];
  ready: string[];
  log: string[];
} {
  const asked: string[] = [];
  const ready: string[] = [];
  const log: string[] = [];
  const study: CodeStudy = {
    study(source) {
      const units = locateUnits(parseSource(source.file, source.text), source.path);
      return success({
        source,
        warnings: [],
        units: units.map((located) => ({
          located,
          callSites: [],
          facts: [],
          concepts: [],
          outline: { steps: [] },
          packageUses: () => [],
          siblings: [],
        })),
      });
    },
    async ask(_file, { located: { unit } }, options) {
      asked.push(unit.name);
      const exercises = answer(unit, options);
      return { unitKey: unit.key, exercises, ...(exercises.length === 0 && { why: 'nothing to ask' }) };
    },
    play: () => Promise.resolve(failure('nothing is played')),
  };
  const store = openStore({ file: undefined, clock: createFakeClock() }).exercises;
  const queue = createQuestionQueue({
    study,
    store,
    seed: 1,
    onReady: (found, wish) => void ready.push(`${wish.unitName} ${found.exercises.length}`),
    log: (sentence) => void log.push(sentence),
  });
  return { queue, asked, ready, log };
}

function exercise(unit: Unit, kind = 'E20 guard-removal'): Exercise {
  return { id: `${unit.key}${kind}` as ExerciseId, unitKey: unit.key, kind } as Exercise;
}

test('what was proven for a unit is not proven again while it stays where it is', async () => {
  const { queue, asked, ready } = queueOver((unit) => [exercise(unit)]);
  queue.want(wishFor(text));
  await queue.settled();
  queue.want(wishFor(text));
  await queue.settled();
  assert.deepEqual(asked, ['total']);
  assert.deepEqual(ready, ['total 1', 'total 1']);
});

test('a unit that moved down is asked anew, because stems name lines', async () => {
  const { queue, asked } = queueOver((unit) => [exercise(unit)]);
  queue.want(wishFor(text));
  await queue.settled();
  const moved = `// a comment\n${text}`;
  assert.equal(queue.known(unitIn(moved), '/shop/cart.ts'), undefined);
  queue.want(wishFor(moved));
  await queue.settled();
  assert.deepEqual(asked, ['total', 'total']);
});

test('two units with the very same body each get questions that name them', async () => {
  const { queue } = queueOver((unit) => [exercise(unit)]);
  assert.equal(unitIn(text).key, unitIn(twin).key);
  queue.want(wishFor(text));
  await queue.settled();
  assert.equal(queue.known(unitIn(twin), '/shop/cart.ts'), undefined);
  assert.equal(queue.known(unitIn(text), '/shop/other.ts'), undefined);
  assert.equal(queue.known(unitIn(text), '/shop/cart.ts')?.exercises.length, 1);
});

test('a unit without a question is not tried again in this session, and the log says why', async () => {
  const { queue, asked, log } = queueOver(() => []);
  queue.want(wishFor(text));
  await queue.settled();
  queue.want(wishFor(text));
  await queue.settled();
  assert.deepEqual(asked, ['total']);
  assert.deepEqual(log, ['No question for total (cart.ts): nothing to ask']);
  assert.equal(queue.known(unitIn(text), '/shop/cart.ts')?.why, 'nothing to ask');
});

test('an older text brings the comparing question even where others are known', async () => {
  const { queue, asked } = queueOver((unit, { before }) => [
    exercise(unit, before === undefined ? 'E20 guard-removal' : 'E24 version-diff-input'),
  ]);
  queue.want(wishFor(text));
  await queue.settled();
  queue.want({ ...wishFor(text), before: text.replace('a * 2', 'a * 3') });
  await queue.settled();
  assert.deepEqual(asked, ['total', 'total']);
  assert.equal(queue.known(unitIn(text), '/shop/cart.ts')?.exercises[0]?.kind, 'E24 version-diff-input');
});

test('a bug while proving one unit stops neither the next nor the sidebar', async () => {
  const { queue, log, ready } = queueOver((unit) => {
    if (unit.name === 'sum') throw new Error('a bug');
    return [exercise(unit)];
  });
  queue.want(wishFor(text));
  queue.want(wishFor(twin.replace('a * 2', 'a * 5'), 'sum', '/shop/sum.ts'));
  await queue.settled();
  assert.ok(log.some((line) => line.includes('a bug')));
  assert.ok(ready.includes('total 1'));
  assert.ok(queue.known(unitIn(twin.replace('a * 2', 'a * 5')), '/shop/sum.ts')?.why?.includes('log'));
});

test('while questions are being proven nothing is known of them yet, and wanting them again proves them once', async () => {
  const seen: unknown[] = [];
  const { queue, asked } = queueOver((unit) => {
    seen.push(queue.known(unit, '/shop/cart.ts'));
    queue.want(wishFor(text));
    return [exercise(unit)];
  });
  queue.want(wishFor(text));
  await queue.settled();
  assert.deepEqual(seen, [undefined]);
  assert.deepEqual(asked, ['total']);
});
