import { existsSync, mkdirSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { copyRows } from './copyRows.ts';
import { isDamaged, isSqliteError, openDatabase, type Database } from './database.ts';
import type { Sqlite } from './loadSqlite.ts';
import { backupFile, migrate } from './migrate.ts';
import { migrations } from './migrations.ts';
import { pause } from './pause.ts';

/** SQLite keeps these beside the file while it is in use; they belong to it and move with it. */
const companions = ['', '-wal', '-shm'];

/** A database being created is empty for an instant only. */
const longEmptyMs = 10_000;
/** A repair takes seconds; the lock of a killed one is taken away. */
const abandonedMs = 60_000;
const waitForOtherMs = 10_000;
const retryDelayMs = 50;

function sizeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}

/** SQLite would take a truncated file, or a log whose file was removed, for a new and empty database, without a word. */
function lostItsContent(file: string, now: number): boolean {
  const size = sizeOf(file) ?? 0;
  if (size > 0) return false;
  if ((sizeOf(`${file}-wal`) ?? 0) > 0) return true;
  return existsSync(file) && now - statSync(file).mtimeMs > longEmptyMs;
}

/**
 * SQLite keeps no checksums, so this is as near as one comes: a broken structure, an answer (which nothing can rebuild) that differs from
 * its index, or content that cannot be parsed. `integrity_check` itself passes over some rows that break their CHECK.
 */
const soundness = [
  'PRAGMA quick_check(1)',
  'PRAGMA integrity_check(answer)',
  "SELECT 'unreadable' FROM answer WHERE NOT json_valid(content)",
  "SELECT 'unreadable' FROM exercise WHERE NOT json_valid(content)",
  "SELECT 'unreadable' FROM change WHERE NOT json_valid(content)",
  "SELECT 'unreadable' FROM document WHERE NOT json_valid(segments)",
];

function isSound(database: Database): boolean {
  return soundness.every((sql) => database.all(sql).every((row) => Object.values(row)[0] === 'ok'));
}

/** Looks through a connection of its own, closed again when this returns. A file that is not there is not damaged. */
function isDamagedFile(sqlite: Sqlite, file: string, now: number): boolean {
  if (lostItsContent(file, now)) return true;
  if (sizeOf(file) === undefined) return false;
  let database: Database | undefined;
  try {
    database = openDatabase(sqlite, file, { readOnly: true });
    return !isSound(database);
  } catch (error) {
    if (isDamaged(error)) return true;
    if (isSqliteError(error)) return false;
    throw error;
  } finally {
    database?.close();
  }
}

function salvage(sqlite: Sqlite, from: string, into: Database): void {
  if ((sizeOf(from) ?? 0) === 0) return;
  try {
    const source = openDatabase(sqlite, from, { readOnly: true });
    copyRows(source, into);
    source.close();
  } catch (error) {
    if (!isSqliteError(error)) throw error;
  }
}

interface Repaired {
  /** Where the damaged file is kept. */
  readonly keptAt: string;
  readonly answers: number;
}

function rebuild(sqlite: Sqlite, file: string, now: number): Repaired {
  const keptAt = `${file}.damaged-${new Date(now).toISOString().replaceAll(/[^0-9TZ]/gu, '')}`;
  const unfinished = `${file}.${process.pid}.part`;
  for (const suffix of companions) rmSync(unfinished + suffix, { force: true });
  const rebuilt = openDatabase(sqlite, unfinished);
  migrate(rebuilt, unfinished, migrations);
  salvage(sqlite, file, rebuilt);
  for (const { version } of migrations.toReversed()) salvage(sqlite, backupFile(file, version), rebuilt);
  const answers = rebuilt.all('SELECT id FROM answer').length;
  rebuilt.close();
  for (const suffix of companions) if (existsSync(file + suffix)) renameSync(file + suffix, keptAt + suffix);
  renameSync(unfinished, file);
  return { keptAt, answers };
}

function takeLock(lock: string, now: number): boolean {
  const madeAt = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  if (madeAt !== undefined && now - madeAt > abandonedMs) rmSync(lock, { recursive: true, force: true });
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Where `file` is damaged: builds a new file from what can be read of it and of the copies made before migrations, and puts it in its
 * place; the damaged file is kept beside it. No connection of this process to `file` may be open. While another window repairs, waits
 * for it. Undefined: nothing to repair (any more).
 */
export function repairIfDamaged(sqlite: Sqlite, file: string, now: number): Repaired | undefined {
  const lock = `${file}.repair`;
  for (let triesLeft = waitForOtherMs / retryDelayMs; triesLeft > 0 && isDamagedFile(sqlite, file, now); triesLeft -= 1) {
    if (takeLock(lock, now)) {
      try {
        // The other window may have finished between our look and our lock.
        return isDamagedFile(sqlite, file, now) ? rebuild(sqlite, file, now) : undefined;
      } finally {
        rmdirSync(lock);
      }
    }
    pause(retryDelayMs);
  }
  return undefined;
}
