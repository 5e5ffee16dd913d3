import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Draft } from '../../../src/exercises/kinds/exerciseKind.ts';
import { situationOf } from '../../../src/exercises/wording/situation.ts';
import type { ScriptedValue } from '../../../src/terms/proof.ts';
import { unitOf } from '../../fakes/fakeWorld.ts';

const text = `function close(pool, a, b, c, d, e, f, g) {
  if (pool.closed || a || b || c || d || e || f || g) return;
  end(pool.id);
  report(pool.size);
}`;

function value(slot: string, shown: string): ScriptedValue {
  return { slot, value: shown, source: 'declared type', from: 'boolean' };
}

function situation(values: readonly ScriptedValue[], assumptions: readonly string[] = []) {
  const key = {
    text: '`end` runs.',
    happensWhen: '',
    reason: '',
    shownBy: {
      scenario: { id: 's', title: '`pool.closed` is true', values, assumptions },
      edits: [],
      run: {
        observation: { effects: [], settlement: { kind: 'returns', value: 'undefined' } },
        executedLines: [2, 3, 4],
        boundaryCalls: [
          { target: 'end', occurrence: 0, line: 3, async: true },
          { target: 'report', occurrence: 0, line: 4, async: true },
        ],
      },
    },
  } as const;
  const draft: Draft = {
    stem: 'Does `end` run?',
    aspects: ['call count end'],
    scenarioClass: 's',
    key,
    distractors: [],
    lines: [[2, 2]],
    weight: 1,
  };
  return situationOf(unitOf(text), draft, [key.text], []);
}

test('the values that decide open the question, the most telling first, and the others are left out', () => {
  const told = situation([value('argument `a`', 'false'), value('`pool.closed`', 'true'), value('`pool.size`', '3')]);
  assert.deepEqual(told, {
    ok: true,
    value: { opening: '`pool.closed` is `true` and `a` is `false`.', assumptions: [], stated: new Set(['`pool.closed`', 'argument `a`']) },
  });
});

test('deciding values beyond two stand in the first assumption', () => {
  const told = situation([value('`pool.closed`', 'true'), value('argument `a`', 'false'), value('argument `b`', 'false')]);
  assert.deepEqual(told.ok && told.value.assumptions, ['Say `b` is `false`.']);
});

test('a question with more deciding values than can be stated is dropped', () => {
  const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => value(`argument \`${name}\``, 'false'));
  assert.deepEqual(situation([value('`pool.closed`', 'true'), ...all]), { ok: false, reason: 'the call takes too many values to state' });
});

test('how the scripted world works is told only where the answer depends on it', () => {
  const told = situation(
    [],
    ['Promises from outside settle one after another, in the order of the calls.', '`end` fails with `ScriptedFailure`.'],
  );
  assert.deepEqual(told.ok && told.value.assumptions, []);
});
