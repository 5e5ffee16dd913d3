import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecordedAnswer } from '../../src/learning/answerStore.ts';
import { conceptLevels } from '../../src/learning/conceptLevels.ts';
import type { AnswerId, ExerciseId, UnitKey } from '../../src/terms/ids.ts';

let count = 0;
function answered(unit: string, verdict: RecordedAnswer['verdict'], more: Partial<RecordedAnswer> & { guess?: true } = {}): RecordedAnswer {
  const { guess, ...rest } = more;
  count += 1;
  return {
    answer: {
      id: `a${count}` as AnswerId,
      exerciseId: `q${count}` as ExerciseId,
      chosen: ['a'],
      at: count,
      confidence: guess ? 'guess' : 'sure',
    },
    unitKey: unit as UnitKey,
    kind: 'E12 reject-path',
    verdict,
    voided: false,
    concepts: ['promise-all'],
    ...rest,
  };
}

function level(...answers: readonly RecordedAnswer[]): string {
  const { understood, shaky } = conceptLevels(answers, new Set());
  return understood.has('promise-all') ? 'understood' : shaky.has('promise-all') ? 'shaky' : 'unknown';
}

test('an idea is understood once two units were answered rightly, and not by one answer or a guess', () => {
  assert.equal(level(answered('a', 'right')), 'unknown');
  assert.equal(level(answered('a', 'right'), answered('a', 'right')), 'unknown');
  assert.equal(level(answered('a', 'right'), answered('b', 'right')), 'understood');
  assert.equal(level(answered('a', 'right'), answered('b', 'right', { guess: true })), 'unknown');
});

test('the last answer counts: what went wrong is shaky until it goes right again', () => {
  const known = [answered('a', 'right'), answered('b', 'right')];
  assert.equal(level(...known, answered('c', 'wrong')), 'shaky');
  assert.equal(level(...known, answered('c', 'not sure')), 'shaky');
  assert.equal(level(...known, answered('c', 'wrong'), answered('d', 'right')), 'understood');
});

test('a voided answer counts for nothing, and neither does one about something else', () => {
  assert.equal(level(answered('a', 'wrong', { voided: true })), 'unknown');
  assert.equal(level(answered('a', 'wrong', { concepts: ['hook-deps'] })), 'unknown');
});

test('what a person said to know is known, whatever was answered', () => {
  const { understood, shaky } = conceptLevels([answered('a', 'wrong')], new Set(['promise-all', 'hook-deps']));
  assert.deepEqual([...understood].toSorted(), ['hook-deps', 'promise-all']);
  assert.equal(shaky.size, 0);
});
