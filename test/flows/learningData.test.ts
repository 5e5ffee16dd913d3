import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { createEngineClient } from '../../src/engineClient.ts';
import { serveTutor } from '../../src/engineProtocol.ts';
import type { FromEngine } from '../../src/engineProtocol.ts';
import type { RecordedAnswer } from '../../src/learning/answerStore.ts';
import { openStore } from '../../src/store/openStore.ts';
import type { AnswerId, ExerciseId, ModelAnswerKey, UnitKey } from '../../src/terms/ids.ts';
import type { Tutor } from '../../src/tutor.ts';
import { temporaryFolder, tutorOver } from '../builders/tutorOver.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';
import { silentHost } from '../fakes/silentHost.ts';

const muted = { concepts: ['promise-all'], kinds: ['closure-state'] };

function answer(id: string, more: Partial<RecordedAnswer> = {}): RecordedAnswer {
  return {
    answer: { id: id as AnswerId, exerciseId: 'q1' as ExerciseId, chosen: ['b'], confidence: 'sure', at: 5 },
    unitKey: 'unit-of-the-canary' as UnitKey,
    kind: 'E12 reject-path',
    verdict: 'right',
    voided: false,
    concepts: ['await-in-loop'],
    ...more,
  };
}

/** The tutor as the extension has it: behind the engine's protocol, over a database of its own that holds these answers. */
function machineWith(context: TestContext, answers: readonly RecordedAnswer[]): { readonly tutor: Tutor; readonly file: string } {
  const file = join(temporaryFolder(context, 'understand-data'), 'understand.db');
  const store = openStore({ file, clock: createFakeClock() });
  store.answers.merge(answers);
  store.close();
  const over = tutorOver(createFakeClock(), file);
  const ignore = (): void => undefined;
  const client = createEngineClient({
    connect() {
      let listener: (message: FromEngine) => void = ignore;
      const server = serveTutor(over.tutor, (message) => listener(structuredClone(message)));
      return {
        send: (message) => server.receive(structuredClone(message)),
        onMessage: (heard) => void (listener = heard),
        onExit: ignore,
        kill: () => server.dispose(),
      };
    },
    clock: createFakeClock(),
    host: silentHost(),
    events: { view: ignore, changes: ignore, said: ignore, notice: ignore },
    log: ignore,
    onState: ignore,
  });
  context.after(() => {
    client.dispose();
    over.dispose();
  });
  return { tutor: client.tutor, file };
}

async function exported(tutor: Tutor): Promise<string> {
  const record = await tutor.exportData(muted);
  assert.ok(record.ok);
  return record.value;
}

test('what is exported is a documented record of the answers, and has no code, path or key in it', async (context) => {
  const { tutor } = machineWith(context, [answer('a1'), answer('a2', { voided: true, verdict: 'wrong' })]);
  const record = JSON.parse(await exported(tutor)) as Record<string, unknown>;
  assert.deepEqual(Object.keys(record), ['schema', 'tool', 'record', 'answers', 'muted']);
  assert.deepEqual(record['answers'], [answer('a1'), answer('a2', { voided: true, verdict: 'wrong' })]);
  assert.deepEqual(record['muted'], muted);
});

test('an import adds what is not known, in its order, and the same import again adds nothing', async (context) => {
  const from = machineWith(context, [answer('a1'), answer('a2'), answer('a3')]);
  const to = machineWith(context, [answer('b1'), answer('a2')]);
  const record = await exported(from.tutor);
  assert.deepEqual(await to.tutor.importData(record), { ok: true, value: { added: 2, known: 1, muted } });
  assert.deepEqual(await to.tutor.importData(record), { ok: true, value: { added: 0, known: 3, muted } });
  const ids = (JSON.parse(await exported(to.tutor)) as { answers: RecordedAnswer[] }).answers.map((each) => each.answer.id);
  assert.deepEqual(ids, ['b1', 'a2', 'a1', 'a3']);
});

test('an answer that was voided on one machine is voided on the other, and never counts again', async (context) => {
  const from = machineWith(context, [answer('a1', { voided: true })]);
  const to = machineWith(context, [answer('a1')]);
  await to.tutor.importData(await exported(from.tutor));
  const [merged] = (JSON.parse(await exported(to.tutor)) as { answers: RecordedAnswer[] }).answers;
  assert.equal(merged?.voided, true);
  const back = machineWith(context, [answer('a1', { voided: true })]);
  await back.tutor.importData(await exported(machineWith(context, [answer('a1')]).tutor));
  assert.equal((JSON.parse(await exported(back.tutor)) as { answers: RecordedAnswer[] }).answers[0]?.voided, true);
});

test('a file that holds something else, damaged or newer data is refused in one sentence, and nothing of it is taken over', async (context) => {
  const { tutor } = machineWith(context, [answer('a1')]);
  const before = await exported(tutor);
  const record = JSON.parse(before) as { schema: number; answers: Record<string, unknown>[] };
  const damaged = { ...record, answers: [answer('x1'), { ...answer('x2'), verdict: 'maybe' }] };
  const table: readonly (readonly [text: string, reason: RegExp])[] = [
    ['', /holds no learning data/u],
    ['{ "answers": []', /holds no learning data/u],
    ['[1]', /holds no learning data/u],
    ['{ "tool": "other", "record": "learning", "schema": 1 }', /holds no learning data/u],
    [JSON.stringify({ ...record, schema: 2 }), /newer version/u],
    [JSON.stringify(damaged), /damaged: nothing of it/u],
    [JSON.stringify({ ...record, answers: 'all' }), /damaged: nothing of it/u],
  ];
  for (const [text, reason] of table) {
    const imported = await tutor.importData(text);
    assert.ok(!imported.ok && reason.test(imported.reason) && /^[A-Z][^\n]*\.$/u.test(imported.reason), text);
  }
  assert.equal(await exported(tutor), before);
});

test('after deleting, no byte of what was kept is left: not in the file, its log, a copy or a damaged one', async (context) => {
  const { tutor, file } = machineWith(context, [answer('a1')]);
  const other = openStore({ file, clock: createFakeClock() });
  other.models.keepAnswer('k' as ModelAnswerKey, 'unit-of-the-canary' as UnitKey, 'canary said by a model', 5);
  other.models.allow('/shop/canary', 'endpoint', 5);
  other.close();
  for (const copy of ['.v4-backup', '.damaged-20261125T090000Z', '.damaged-20261125T090000Z-wal', '.123.part'])
    writeFileSync(file + copy, 'canary');
  assert.ok(bytesAround(file).includes('canary'));
  assert.deepEqual(await tutor.deleteData(), { ok: true, value: null });
  assert.ok(!bytesAround(file).includes('canary'), 'a canary is left');
  assert.equal(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0, 0);
  assert.ok(!existsSync(`${file}.v4-backup`));
  assert.deepEqual((JSON.parse(await exported(tutor)) as { answers: RecordedAnswer[] }).answers, []);
  assert.deepEqual(await tutor.deleteData(), { ok: true, value: null }, 'deleting twice is deleting once');
});

test('what another window still reads cannot be cut from the log, and that is said', async (context) => {
  const { tutor, file } = machineWith(context, [answer('a1')]);
  const { DatabaseSync } = await import('node:sqlite');
  const reader = new DatabaseSync(file);
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM answer').get();
  const deleted = await tutor.deleteData();
  assert.ok(!deleted.ok && /another window|locked/u.test(deleted.reason), JSON.stringify(deleted));
  reader.exec('COMMIT');
  reader.close();
  assert.deepEqual(await tutor.deleteData(), { ok: true, value: null });
  assert.ok(!bytesAround(file).includes('unit-of-the-canary'));
});

/** Everything in the database's folder. */
function bytesAround(file: string): Buffer {
  return Buffer.concat(readdirSync(dirname(file)).map((name) => readFileSync(join(dirname(file), name))));
}
