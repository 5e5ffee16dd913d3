import { renameSync, rmSync } from 'node:fs';
import { numberIn, type Database } from './database.ts';
import type { Migration } from './migrations.ts';

/** The schema version of an open file; 0 for an empty one. */
export function schemaVersion(database: Database): number {
  const row = database.first('PRAGMA user_version');
  return row === undefined ? 0 : numberIn(row, 'user_version');
}

/** Where the copy made before leaving `version` is kept; the next migration from the same version replaces it. */
export function backupFile(file: string, version: number): string {
  return `${file}.v${version}-backup`;
}

/** `VACUUM INTO` sees rows that are still in the write-ahead log; copying the file would miss them. */
function backUp(database: Database, file: string, version: number): void {
  const unfinished = `${backupFile(file, version)}.${process.pid}.part`;
  rmSync(unfinished, { force: true });
  database.run('VACUUM INTO ?', [unfinished]);
  renameSync(unfinished, backupFile(file, version));
}

/**
 * Brings `file` up to the last of `steps`, one transaction a step: killed anywhere, the schema is one of the versions, never between.
 * A file with content is copied first. `newer`: the file is ahead of `steps` and was left as it is.
 */
export function migrate(database: Database, file: string, steps: readonly Migration[]): 'current' | 'newer' {
  const latest = steps.at(-1)?.version ?? 0;
  const found = schemaVersion(database);
  if (found > latest) return 'newer';
  if (found > 0 && found < latest) backUp(database, file, found);
  for (const step of steps.filter(({ version }) => version > found)) {
    database.write(() => {
      // Another window may have taken this step while we waited for the lock.
      if (schemaVersion(database) >= step.version) return;
      database.script(step.sql);
      database.script(`PRAGMA user_version = ${step.version}`);
    });
  }
  return schemaVersion(database) > latest ? 'newer' : 'current';
}
