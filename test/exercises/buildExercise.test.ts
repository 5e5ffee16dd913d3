import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildExercise } from '../../src/exercises/buildExercise.ts';
import { whyLine } from '../../src/exercises/kinds/whyLine.ts';
import type { Draft, DraftOption } from '../../src/exercises/kinds/exerciseKind.ts';
import { rememberRuns } from '../../src/exercises/runs.ts';
import { seededRandom } from '../../src/exercises/seededRandom.ts';
import { fakeWorld, unitOf } from '../fakes/fakeWorld.ts';

const text = `function report(error, cause) {
  const known = isKnown(error);
  if (known) count(error);
  error.cause = cause;
  send(known);
  return known;
}`;

function built(line: number, key: string, clauses: readonly (readonly string[])[] = []) {
  const unit = unitOf(text);
  const world = fakeWorld(unit, [{ title: 'a plain call', arguments: [], outside: {} }]);
  const runs = rememberRuns({ world, budget: 10 });
  const option = (words: string, value: string, index: number): DraftOption => ({
    text: words,
    happensWhen: 'then',
    reason: '',
    ...(clauses[index] && { clauses: clauses[index] }),
    shownBy: {
      scenario: { id: 's0', title: 'a plain call', values: [], assumptions: [] },
      edits: [],
      run: { observation: { effects: [], settlement: { kind: 'returns', value } }, executedLines: [2, 3, 4, 5, 6], boundaryCalls: [] },
    },
  });
  const draft: Draft = {
    stem: `Line ${line} got lost in a merge. How often does \`send\` run?`,
    aspects: ['call count send'],
    scenarioClass: 's',
    key: option(key, 'key', 0),
    distractors: [option('`send` runs twice now.', 'twice', 1), option('`send` runs once now.', 'once', 2)],
    lines: [[line, line]],
    weight: 1,
  };
  return buildExercise(whyLine, draft, { unit, runs, baseline: [], random: seededRandom(1), tests: [], unfamiliarity: 1 });
}

test('that nothing changes is not claimed of a line that writes a field: the outside may look at it later', () => {
  assert.deepEqual(built(4, 'Nothing changes here.'), { ok: false, reason: 'what the line does may stay unseen here' });
  assert.equal(built(5, 'Nothing changes here.').ok, true);
});

test('an aspect in which all answers agree is no part of a question', () => {
  const same = ['`send` runs', '`count` never runs'];
  assert.equal(
    built(5, '`send` never runs now.', [same, ['`send` runs twice', '`count` never runs'], ['`send` runs', '`count` never runs']]).ok,
    false,
  );
});
