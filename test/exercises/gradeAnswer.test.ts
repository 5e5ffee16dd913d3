import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradeAnswer } from '../../src/exercises/gradeAnswer.ts';
import { toCheckPanel } from '../../src/exercises/wording/toCheckPanel.ts';
import type { Exercise } from '../../src/terms/exercise.ts';
import type { ExerciseId, UnitKey } from '../../src/terms/ids.ts';

const exercise: Exercise = {
  id: 'e' as ExerciseId,
  unitKey: 'u' as UnitKey,
  kind: 'E12 reject-path',
  level: 'change-impact',
  stem: '`save` rejects. Does `notify` run?',
  assumptions: ['`order` is "o1".'],
  code: { text: 'code', firstLine: 4 },
  multi: false,
  options: [
    {
      id: 'a',
      text: 'It runs once.',
      correct: false,
      reason: 'SECRET reason a',
      proof: { engine: 'execution', claim: 'SECRET', observed: 'SECRET other' },
    },
    {
      id: 'b',
      text: 'It never runs.',
      correct: true,
      reason: 'SECRET reason b',
      proof: { engine: 'execution', claim: 'SECRET', observed: 'SECRET step\nlast step', program: 'SECRET' },
    },
  ],
  value: 0.5,
  difficulty: 0.4,
  lines: [[4, 5]],
};

test('choosing the key is right and shows what was seen, step by step', () => {
  const graded = gradeAnswer(exercise, ['b']);
  assert.equal(graded.verdict, 'right');
  assert.deepEqual(graded.evidence, ['SECRET step', 'last step']);
});

test('choosing nothing is "not sure", and anything else than the exact key is wrong', () => {
  assert.equal(gradeAnswer(exercise, []).verdict, 'not sure');
  for (const chosen of [['a'], ['a', 'b'], ['unknown']]) assert.equal(gradeAnswer(exercise, chosen).verdict, 'wrong');
});

test('the chosen wrong answer carries its own reason', () => {
  const [wrong] = gradeAnswer(exercise, ['a']).options;
  assert.deepEqual(wrong, { id: 'a', text: 'It runs once.', correct: false, chosen: true, reason: 'SECRET reason a' });
});

test('the panel that asks holds no key, no reason and no proof', () => {
  const panel = toCheckPanel(exercise, 'src/order.ts', 'checkout');
  assert.equal(JSON.stringify(panel).includes('SECRET'), false);
  assert.equal(JSON.stringify(panel).includes('correct'), false);
  assert.deepEqual(panel.options, [
    { id: 'a', text: 'It runs once.' },
    { id: 'b', text: 'It never runs.' },
  ]);
});
