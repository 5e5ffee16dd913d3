import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Sqlite } from './loadSqlite.ts';
import { pause } from './pause.ts';

export type Row = Readonly<Record<string, unknown>>;

/** One open SQLite file. Calls are synchronous and take a few milliseconds: for the engine and the CLI, never the extension host. */
export interface Database {
  all(sql: string, values?: readonly SQLInputValue[]): readonly Row[];
  /** Row by row, so that what can be read before damage is reached is not lost. */
  each(sql: string): Iterable<Row>;
  first(sql: string, values?: readonly SQLInputValue[]): Row | undefined;
  /** Returns the number of rows inserted, altered or deleted. */
  run(sql: string, values?: readonly SQLInputValue[]): number;
  /** Several statements without values, e.g. a schema. */
  script(sql: string): void;
  /**
   * One transaction, on disk when it returns; undone when `work` throws. It takes the write lock first (`BEGIN IMMEDIATE`): a lock asked
   * for in the middle fails at once when another process writes, however long the busy timeout.
   */
  write<Value>(work: () => Value): Value;
  close(): void;
}

/** SQLite's primary result codes that are expected: https://www.sqlite.org/rescode.html */
const code = { generic: 1, busy: 5, locked: 6, ioError: 10, corrupt: 11, full: 13, constraint: 19, mismatch: 20, notADatabase: 26 };

/** The primary result code of an error thrown by SQLite; undefined for any other error. */
function resultCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  return error.errcode & 0xff;
}

export function isDamaged(error: unknown): boolean {
  return [code.corrupt, code.notADatabase].includes(resultCode(error) ?? -1);
}

export function isBusy(error: unknown): boolean {
  return [code.busy, code.locked].includes(resultCode(error) ?? -1);
}

/** The row does not fit the table. */
export function isUnfit(error: unknown): boolean {
  return [code.constraint, code.mismatch].includes(resultCode(error) ?? -1);
}

/** Thrown by SQLite, or for something SQLite threw. */
export function isSqliteError(error: unknown): boolean {
  return resultCode(error) !== undefined || (error instanceof Error && resultCode(error.cause) !== undefined);
}

function writeFailure(error: unknown): unknown {
  const number = resultCode(error);
  if (number === code.full) return new Error('The learning data could not be saved: the disk is full.', { cause: error });
  if (isBusy(error)) return new Error('The learning data could not be saved: another process kept it locked.', { cause: error });
  if (number === code.ioError) return new Error('The learning data could not be saved: the disk reported an error.', { cause: error });
  return error;
}

/** Waiting blocks the thread, as every call of this module does. */
const busyTimeoutMs = 5_000;
const retryDelayMs = 20;

/** After some errors (a full disk) SQLite has rolled back by itself; `isTransaction` is newer than the oldest runtime we support. */
function rollBack(connection: DatabaseSync): void {
  try {
    connection.exec('ROLLBACK');
  } catch (error) {
    if (resultCode(error) !== code.generic) throw error;
  }
}

/** The busy timeout does not cover the change of the journal, which several windows make at once on a new file. */
function patiently(work: () => void): void {
  for (let triesLeft = busyTimeoutMs / retryDelayMs; ; triesLeft -= 1) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || triesLeft <= 0) throw error;
      pause(retryDelayMs);
    }
  }
}

/** How durable and how patient a connection is; `:memory:` and read-only connections ignore what does not concern them. */
function configure(connection: DatabaseSync, readOnly: boolean): void {
  // By PRAGMA: the constructor's `timeout` is newer than the oldest runtime we support.
  connection.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  connection.exec('PRAGMA foreign_keys = ON');
  if (readOnly) return;
  // Where WAL is refused (some network drives) the journal stays SQLite's default, which is slower and as safe.
  patiently(() => connection.exec('PRAGMA journal_mode = WAL'));
  connection.exec('PRAGMA synchronous = FULL');
}

/** Opens `file` (`:memory:` for none). Throws SQLite's error when it cannot be opened; ask `isDamaged` and its neighbours why. */
export function openDatabase(sqlite: Sqlite, file: string, options: { readonly readOnly?: boolean } = {}): Database {
  const readOnly = options.readOnly ?? false;
  const connection = new sqlite.DatabaseSync(file, { readOnly });
  try {
    configure(connection, readOnly);
  } catch (error) {
    connection.close();
    throw error;
  }
  const statements = new Map<string, StatementSync>();
  const statement = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? connection.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  return {
    all: (sql, values = []) => statement(sql).all(...values),
    each: (sql) => connection.prepare(sql).iterate(),
    first: (sql, values = []) => statement(sql).get(...values),
    run: (sql, values = []) => Number(statement(sql).run(...values).changes),
    script: (sql) => connection.exec(sql),
    write(work) {
      try {
        connection.exec('BEGIN IMMEDIATE');
      } catch (error) {
        throw writeFailure(error);
      }
      try {
        const value = work();
        connection.exec('COMMIT');
        return value;
      } catch (error) {
        rollBack(connection);
        throw writeFailure(error);
      }
    },
    close: () => connection.close(),
  };
}

/** A text column. Throws when it holds something else: our own tables are STRICT, so that is a bug. */
export function textIn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new Error(`Column ${column} holds no text.`);
  return value;
}

/** A number column. Throws when it holds something else. */
export function numberIn(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new Error(`Column ${column} holds no number.`);
  return value;
}
