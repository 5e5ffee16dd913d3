import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '../terms/clock.ts';
import { failure } from '../terms/result.ts';
import { copyRows } from './copyRows.ts';
import { isSqliteError, openDatabase, type Database } from './database.ts';
import { loadSqlite, type Sqlite } from './loadSqlite.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations.ts';
import { repairIfDamaged } from './repair.ts';
import { createSessionMemory } from './sessionMemory.ts';
import { createSqlTables } from './sqlTables.ts';
import type { Stores } from './stores.ts';

export interface OpenStore extends Stores {
  /**
   * `durable`: what a port accepted survives a crash. `read-only`: the file is shown and left as it is; what is written lasts for the
   * session. `session`: nothing was read, nothing outlives the process.
   */
  readonly mode: 'durable' | 'read-only' | 'session';
  /** One sentence for a person when something is not as it should be. */
  readonly notice?: string;
  close(): void;
}

export interface StoreParts {
  /** Absolute path of the database, made with its folder when missing; undefined: memory for this session. */
  readonly file: string | undefined;
  readonly clock: Clock;
  /** How to get SQLite; tests pass a runtime without it. */
  readonly load?: () => Sqlite | undefined;
}

const newerNotice =
  'The learning data was written by a newer version of Understand This; it is shown but not changed. Update the extension.';
const noSqliteNotice = 'This runtime is older than Node 22.13 and has no SQLite, so what you learn is remembered for this session only.';

/** No permission, a full disk, a locked file: SQLite's errors, and Node's with a code such as `EACCES`. */
function isStateOfTheDisk(error: unknown): boolean {
  return isSqliteError(error) || (error instanceof Error && 'syscall' in error);
}

function session(clock: Clock, notice?: string): OpenStore {
  return { ...createSessionMemory(clock), mode: 'session', ...(notice !== undefined && { notice }), close: () => undefined };
}

/** Works on a copy in memory, so that the file keeps every byte and the ports stay writable. */
function shownOnly(sqlite: Sqlite, file: string, clock: Clock, notice: string): OpenStore {
  const copy = openDatabase(sqlite, ':memory:');
  migrate(copy, ':memory:', migrations);
  const source = openDatabase(sqlite, file, { readOnly: true });
  try {
    copyRows(source, copy);
  } finally {
    source.close();
  }
  const data = { wipe: () => failure(`The learning data in ${file} cannot be written, so it could not be deleted.`) };
  return { ...createSqlTables(copy, clock, file), data, mode: 'read-only', notice };
}

/** Read through a connection that cannot write: opening a newer file for writing could already alter it. */
function isNewer(sqlite: Sqlite, file: string): boolean {
  if (!existsSync(file)) return false;
  const database = openDatabase(sqlite, file, { readOnly: true });
  try {
    return schemaVersion(database) > (migrations.at(-1)?.version ?? 0);
  } finally {
    database.close();
  }
}

/** Throws SQLite's error; the caller knows what each means. */
function openDurable(sqlite: Sqlite, file: string): Database | 'newer' {
  if (isNewer(sqlite, file)) return 'newer';
  const database = openDatabase(sqlite, file);
  try {
    if (migrate(database, file, migrations) === 'current') {
      // A file that may not be written opens without complaint: the first lock tells.
      database.write(() => undefined);
      return database;
    }
  } catch (error) {
    database.close();
    throw error;
  }
  database.close();
  return 'newer';
}

function withoutWriting(sqlite: Sqlite, file: string, clock: Clock): OpenStore {
  const lasting = 'what you learn now is remembered for this session only.';
  try {
    return shownOnly(sqlite, file, clock, `The learning data in ${file} cannot be written, so ${lasting}`);
  } catch (error) {
    if (!isStateOfTheDisk(error)) throw error;
    return session(clock, `The learning data in ${file} cannot be opened, so ${lasting}`);
  }
}

function repairedNotice(keptAt: string, answers: number): string {
  const saved = answers === 1 ? '1 answer was' : `${answers} answers were`;
  return `The learning data was damaged: ${saved} saved into a new file, and the damaged one is kept as ${keptAt}.`;
}

/** Opens the learning data, whatever state it is in; never throws for a state of the disk or of the runtime. */
export function openStore({ file, clock, load = loadSqlite }: StoreParts): OpenStore {
  if (file === undefined) return session(clock);
  const sqlite = load();
  if (sqlite === undefined) return session(clock, noSqliteNotice);
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const repaired = repairIfDamaged(sqlite, file, clock.now());
    const database = openDurable(sqlite, file);
    if (database === 'newer') return shownOnly(sqlite, file, clock, newerNotice);
    const notice = repaired && repairedNotice(repaired.keptAt, repaired.answers);
    return { ...createSqlTables(database, clock, file), mode: 'durable', ...(notice !== undefined && { notice }) };
  } catch (error) {
    if (!isStateOfTheDisk(error)) throw error;
    return withoutWriting(sqlite, file, clock);
  }
}
