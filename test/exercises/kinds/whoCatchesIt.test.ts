import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompilerError, Recompiled } from '../../../src/analysis/recompile.ts';
import type { Draft } from '../../../src/exercises/kinds/exerciseKind.ts';
import { whoCatchesIt } from '../../../src/exercises/kinds/whoCatchesIt.ts';
import { rememberRuns, type Ran } from '../../../src/exercises/runs.ts';
import { failure, success } from '../../../src/terms/result.ts';
import { fakeWorld, unitOf, type FakeScenario } from '../../fakes/fakeWorld.ts';

const silent: Recompiled = { here: [], elsewhere: [], compiled: [], strictness: 'with `strict`' };

async function draftsWhere(text: string, scenarios: readonly FakeScenario[], said: Recompiled | undefined): Promise<readonly Draft[]> {
  const recompile = () => (said === undefined ? failure('it has errors already') : success(said));
  const unit = { ...unitOf(text), recompile };
  const world = fakeWorld(unit, scenarios);
  const runs = rememberRuns({ world, budget: 1000 });
  const baseline: Ran[] = [];
  for (const scenario of world.scenarios) {
    const ran = await runs.run(scenario);
    if (ran !== undefined) baseline.push(ran);
  }
  return await whoCatchesIt.draft({ unit, runs, baseline, random: () => 0 });
}

const settle = `function settle(pending, id) {
  if (id === null) {
    return 0;
  }
  pending.splice(pending.indexOf(id), 1);
  if (pending.length === 0) idle();
  return pending.length;
}`;
const lastOne: FakeScenario = { title: 'one request is open', arguments: [['r1'], 'r1'], outside: { idle: {} } };

const oneOfTwo: FakeScenario = { title: 'two requests are open', arguments: [['r1', 'r2'], 'r1'], outside: { idle: {} } };

test('what compiles and changes something is told by what changes, beside what something else would change', async () => {
  const drafts = await draftsWhere(settle, [oneOfTwo], silent);
  const splice = drafts.find((draft) => draft.stem.includes('line 5'));
  assert.equal(splice?.stem, 'A merge loses line 5: what comes of it?');
  assert.match(splice?.key.text ?? '', /^It compiles, and the caller gets `2`\.$/);
  const texts = splice?.distractors.map((option) => option.text) ?? [];
  assert.ok(texts.some((text) => text.endsWith('in this file.')));
  assert.ok(
    texts.some((text) => /^It compiles, and (?:the caller gets `0`|`idle` runs once)\.$/.test(text)),
    texts.join(' | '),
  );
  assert.equal(texts.includes(splice?.key.text ?? ''), false);
});

test('the only consequence among answers about the compiler would be chosen by everybody: it is not asked for', async () => {
  assert.deepEqual(await draftsWhere(settle, [lastOne], silent), []);
});

test('what the compiler notices elsewhere in the file is the answer, and the run that it prevents is not', async () => {
  const error: CompilerError = { path: 'src/unit.js', line: 7, code: 2532, message: 'Object is possibly undefined.' };
  const drafts = await draftsWhere(settle, [lastOne], { ...silent, here: [error] });
  assert.ok(drafts.length > 0);
  for (const { key, distractors } of drafts) {
    assert.ok(key.text.endsWith('in this file.'));
    const record = JSON.parse(key.recompiled?.expected ?? '{}') as { mustCause: unknown; mustNotCause: unknown };
    assert.deepEqual(record.mustCause, [{ path: 'src/unit.js', line: 7, code: 2532 }]);
    assert.deepEqual(record.mustNotCause, []);
    for (const option of distractors) {
      assert.notEqual(option.recompiled?.expected, key.recompiled?.expected);
      if (option.text.startsWith('It compiles')) assert.match(option.remark ?? '', /TS2532/);
    }
  }
});

test('without a clean compilation nothing is asked', async () => {
  assert.deepEqual(await draftsWhere(settle, [lastOne], undefined), []);
});

test('a lost `await` is never said to change nothing: the caller gets its answer earlier', async () => {
  const text = `async function send(mail) {
  await post(mail);
  await note(mail);
}`;
  const scenario: FakeScenario = { title: 'a mail', arguments: ['m'], outside: { post: { async: true }, note: { async: true } } };
  const drafts = await draftsWhere(text, [scenario], silent);
  assert.deepEqual(
    drafts.filter((draft) => draft.stem.includes('`await`') && draft.key.text.includes('same')),
    [],
  );
});

test('a statement that shares its line is not named by the line', async () => {
  const text = `function total(lines) {
  let sum = 0;
  for (const line of lines) sum += line;
  return sum;
}`;
  assert.deepEqual(await draftsWhere(text, [{ title: 'two lines', arguments: [[1, 2]], outside: {} }], silent), []);
});

test('that two stated things have the same value is no reason to say that nothing changes', async () => {
  const text = `function label(entry, key) {
  const found = find(entry);
  if (found) {
    return found;
  }
  return key;
}`;
  const alike: FakeScenario = {
    title: 'a known key',
    arguments: ['e', 'a'],
    outside: { find: { answer: 'a' } },
    values: [
      { slot: 'what `find` returns', value: '"a"', source: 'declared type' },
      { slot: 'argument key', value: '"a"', source: 'declared type' },
    ],
  };
  assert.deepEqual(await draftsWhere(text, [alike], silent), []);
});

test('a lost statement is never said to change nothing: a run that does not show what it is for proves nothing', async () => {
  const text = `function later(due) {
  let first = 0;
  first = due;
  start(0);
  return 'started';
}`;
  const drafts = await draftsWhere(text, [{ title: 'in a second', arguments: [1], outside: { start: {} } }], silent);
  assert.equal(
    drafts.some((draft) => draft.stem.includes('line 3')),
    false,
  );
});
