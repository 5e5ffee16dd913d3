import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { temporaryFolder } from '../builders/tutorOver.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';
import { openDatabase } from '../../src/store/database.ts';
import { loadSqlite } from '../../src/store/loadSqlite.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations.ts';
import { createModelTables } from '../../src/store/modelTables.ts';
import { openStore } from '../../src/store/openStore.ts';
import type { ModelStore } from '../../src/llm/modelStore.ts';
import { contentId } from '../../src/terms/ids.ts';
import type { ModelAnswerKey, UnitKey } from '../../src/terms/ids.ts';

const unit = contentId<UnitKey>('unit');
const key = (name: string): ModelAnswerKey => contentId<ModelAnswerKey>(name);

for (const where of ['a file', 'the session'] as const) {
  const held = (name: string, work: (models: ModelStore) => void): void => {
    test(`${where}: ${name}`, (context) => {
      const file = where === 'a file' ? join(temporaryFolder(context, 'models'), 'understand.db') : undefined;
      const store = openStore({ file, clock: createFakeClock() });
      context.after(() => store.close());
      work(store.models);
    });
  };

  held('consent is to one destination from one folder, and is taken back for the folder', (models) => {
    models.allow('/shop', 'endpoint https://a.example', 1);
    models.allow('/shop', 'endpoint https://a.example', 2);
    models.allow('/bank', 'endpoint https://a.example', 3);
    assert.equal(models.isAllowed('/shop', 'endpoint https://a.example'), true);
    assert.equal(models.isAllowed('/shop', 'endpoint https://b.example'), false);
    assert.equal(models.isAllowed('/shop/inner', 'endpoint https://a.example'), false);
    models.withdraw('/shop');
    assert.equal(models.isAllowed('/shop', 'endpoint https://a.example'), false);
    assert.equal(models.isAllowed('/bank', 'endpoint https://a.example'), true);
  });

  held('what was spent adds up within a day', (models) => {
    assert.deepEqual(models.spentOn('2026-11-25'), { tokens: 0, microDollars: 0 });
    models.addSpend('2026-11-25', { tokens: 100, microDollars: 5 });
    models.addSpend('2026-11-25', { tokens: 20, microDollars: 1 });
    models.addSpend('2026-11-26', { tokens: 7, microDollars: 0 });
    assert.deepEqual(models.spentOn('2026-11-25'), { tokens: 120, microDollars: 6 });
  });

  held('an answer is found under its key only, the newest one', (models) => {
    models.keepAnswer(key('a'), unit, 'first', 1);
    models.keepAnswer(key('a'), unit, 'second', 2);
    assert.equal(models.answerTo(key('a')), 'second');
    assert.equal(models.answerTo(key('b')), undefined);
  });
}

test('consent, spending and answers are there after the file is opened again', (context) => {
  const file = join(temporaryFolder(context, 'models'), 'understand.db');
  const first = openStore({ file, clock: createFakeClock() });
  first.models.allow('/shop', 'd', 1);
  first.models.addSpend('2026-11-25', { tokens: 1, microDollars: 2 });
  first.models.keepAnswer(key('a'), unit, 'kept', 1);
  first.close();
  const second = openStore({ file, clock: createFakeClock() });
  context.after(() => second.close());
  assert.equal(second.models.isAllowed('/shop', 'd'), true);
  assert.deepEqual(second.models.spentOn('2026-11-25'), { tokens: 1, microDollars: 2 });
  assert.equal(second.models.answerTo(key('a')), 'kept');
});

test('of the answers only the newest are kept', () => {
  const sqlite = loadSqlite() ?? assert.fail('this runtime has no SQLite');
  const database = openDatabase(sqlite, ':memory:');
  migrate(database, ':memory:', migrations);
  const models = createModelTables(database, 2);
  for (const [at, name] of ['old', 'newer', 'newest'].entries()) models.keepAnswer(key(name), unit, name, at);
  assert.deepEqual(
    ['old', 'newer', 'newest'].map((name) => models.answerTo(key(name))),
    [undefined, 'newer', 'newest'],
  );
  database.close();
});
