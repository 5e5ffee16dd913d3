import assert from 'node:assert/strict';
import { test } from 'node:test';
import { triviality } from '../../../src/exercises/gates/triviality.ts';
import { ambiguity } from '../../../src/exercises/gates/uniqueKey.ts';
import type { Draft, DraftOption } from '../../../src/exercises/kinds/exerciseKind.ts';
import { unitOf } from '../../fakes/fakeWorld.ts';

const { located } = unitOf("function state(job) {\n  if (job.late) return 'late';\n  start(job);\n  return 'open';\n}");

function option(text: string, value: string, executedLines: readonly number[] = [2, 3, 4]): DraftOption {
  const run = { observation: { effects: [], settlement: { kind: 'returns', value } }, executedLines, boundaryCalls: [] } as const;
  return { text, happensWhen: '', reason: '', shownBy: { scenario: { id: 's', title: '', values: [], assumptions: [] }, edits: [], run } };
}

function draft(key: DraftOption, distractors: readonly DraftOption[], stem = 'What does the caller see?'): Draft {
  return { stem, scenarioClass: 's', key, distractors, lines: [[2, 2]], weight: 1 };
}

test('an answer that stands in the line the question names is trivial unless a wrong one stands there too', () => {
  const names = 'Line 2 is reached. What does the caller get?';
  const key = option("The caller gets `'late'`.", 'late');
  const wrong = [option("The caller gets `'open'`.", 'open'), option("The caller gets `'none'`.", 'none')];
  assert.equal(triviality(draft(key, wrong, names), wrong, located), 'the answer stands in the asked line');
  assert.equal(triviality(draft(key, wrong), wrong, located), undefined, 'which line decides is for the reader to find');
  const tempting = [...wrong, option('The caller gets `job`.', 'job')];
  assert.equal(triviality(draft(key, tempting, names), tempting, located), undefined);
});

test('a run of fewer than three lines is no question', () => {
  const key = option('It runs once.', 'a', [2, 3]);
  assert.equal(triviality(draft(key, []), [], located), 'the asked run is a one-liner');
});

test('a key that repeats more of the question than any wrong answer is refused', () => {
  const key = option('`start` runs.', 'a');
  const wrong = [option('`stop` runs.', 'b'), option('`halt` runs.', 'c')];
  assert.equal(triviality(draft(key, wrong, 'Does `start` run?'), wrong, located), 'the key repeats the words of the question');
});

test('a distractor that says the same, or was observed in the same run, makes the question ambiguous', () => {
  const key = option('It runs once.', 'a');
  assert.equal(ambiguity(draft(key, [option('It runs once.', 'b')])), 'a distractor says what the key says');
  assert.equal(ambiguity(draft(key, [option('It runs twice.', 'a')])), 'a distractor shows the same run as the key');
  assert.equal(ambiguity(draft(key, [option('It runs twice.', 'b')])), undefined);
});
