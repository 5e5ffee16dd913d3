import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as sqlite from 'node:sqlite';
import { after, test } from 'node:test';
import { openDatabase } from '../../src/store/database.ts';
import { backupFile, migrate, schemaVersion } from '../../src/store/migrate.ts';

const folder = mkdtempSync(join(tmpdir(), 'understand-migrate-'));
after(() => rmSync(folder, { recursive: true }));

const first = { version: 1, sql: "CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('kept')" };
const second = { version: 2, sql: "ALTER TABLE note ADD COLUMN author TEXT; UPDATE note SET author = 'unknown'" };

test('an empty file takes every step and needs no copy', () => {
  const file = join(folder, 'empty.db');
  const database = openDatabase(sqlite, file);
  assert.equal(migrate(database, file, [first, second]), 'current');
  assert.equal(schemaVersion(database), 2);
  assert.equal(existsSync(backupFile(file, 0)), false);
  database.close();
});

test('a file is copied with its latest rows before it is migrated', () => {
  const file = join(folder, 'copied.db');
  const database = openDatabase(sqlite, file);
  migrate(database, file, [first]);
  database.run("INSERT INTO note VALUES ('only in the write-ahead log')");
  assert.equal(migrate(database, file, [first, second]), 'current');
  const copy = openDatabase(sqlite, backupFile(file, 1), { readOnly: true });
  assert.equal(schemaVersion(copy), 1);
  assert.equal(copy.all('SELECT * FROM note').length, 2);
  copy.close();
  assert.deepEqual({ ...database.first("SELECT author FROM note WHERE text = 'kept'") }, { author: 'unknown' });
  database.close();
});

test('a step that fails leaves the version before it', () => {
  const file = join(folder, 'failed.db');
  const database = openDatabase(sqlite, file);
  migrate(database, file, [first]);
  const broken = { version: 2, sql: 'ALTER TABLE note ADD COLUMN author TEXT; SELECT * FROM missing' };
  assert.throws(() => migrate(database, file, [first, broken]), /missing/u);
  assert.equal(schemaVersion(database), 1);
  assert.deepEqual(
    database.all('SELECT name FROM pragma_table_info(?)', ['note']).map((row) => row['name']),
    ['text'],
  );
  database.close();
});

test('a file ahead of the known steps is left as it is', () => {
  const file = join(folder, 'ahead.db');
  const database = openDatabase(sqlite, file);
  migrate(database, file, [first, second]);
  assert.equal(migrate(database, file, [first]), 'newer');
  assert.equal(schemaVersion(database), 2);
  database.close();
});
