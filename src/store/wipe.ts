import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DataStore } from '../stories/dataStore.ts';
import { failure, success } from '../terms/result.ts';
import { isSqliteError, numberIn, textIn, type Database } from './database.ts';

/**
 * Empties the open file in place, for other windows may have it open: every row, and with `secure_delete`, `VACUUM` and a log cut to
 * nothing every byte of them. Copies made before migrations, and damaged files that were kept, are removed.
 */
export function createDataTables(database: Database, file: string): DataStore {
  return {
    wipe() {
      try {
        deleteRows(database);
      } catch (error) {
        if (!isSqliteError(error)) throw error;
        return failure(
          'The learning data could not be deleted: the file is locked or cannot be written. Close other windows and try again.',
        );
      }
      const isLeft = !cutLog(database);
      const kept = removeCopies(file);
      if (isLeft)
        return failure(
          'Everything was deleted, but another window still reads the log of it. Close the other windows and delete once more.',
        );
      return kept.length === 0 ? success(null) : failure(`Everything else was deleted; these copies could not be: ${kept.join(', ')}.`);
    },
  };
}

function deleteRows(database: Database): void {
  database.script('PRAGMA secure_delete = ON');
  const tables = database.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
  database.write(() => {
    for (const table of tables.map((row) => textIn(row, 'name'))) database.script(`DELETE FROM ${table}`);
    database.script('DELETE FROM sqlite_sequence');
  });
  database.script('VACUUM');
}

/** What was deleted stands in the write-ahead log until that is taken over and cut; `false`: somebody reads it. */
function cutLog(database: Database): boolean {
  const row = database.first('PRAGMA wal_checkpoint(TRUNCATE)');
  return row === undefined || numberIn(row, 'busy') === 0;
}

/** Names of copies that are still there. */
function removeCopies(file: string): readonly string[] {
  const [folder, name] = [dirname(file), basename(file)];
  const copies = readdirSync(folder).filter((other) => other.startsWith(`${name}.`) && /-backup|\.damaged-|\.part/u.test(other));
  return copies.filter((copy) => {
    try {
      rmSync(join(folder, copy), { force: true });
    } catch {
      // A folder that cannot be written: the name is told.
    }
    return existsSync(join(folder, copy));
  });
}
