import type { SQLInputValue } from 'node:sqlite';
import { isSqliteError, isUnfit, textIn, type Database, type Row } from './database.ts';

/** Can be rebuilt, or is void in another file. */
const notCopied = new Set(['index_entry', 'lease']);

/** The rows before the first unreadable one; none where the table is missing. */
function* readableRows(source: Database, sql: string): Iterable<Row> {
  try {
    yield* source.each(sql);
  } catch (error) {
    if (!isSqliteError(error)) throw error;
  }
}

function copyTable(source: Database, target: Database, table: string): void {
  const known = new Set([...readableRows(source, `SELECT name FROM pragma_table_info('${table}')`)].map((row) => textIn(row, 'name')));
  const columns = target
    .all('SELECT name FROM pragma_table_info(?)', [table])
    .map((row) => textIn(row, 'name'))
    .filter((name) => known.has(name));
  if (columns.length === 0) return;
  const insert = `INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  for (const row of readableRows(source, `SELECT ${columns.join(', ')} FROM ${table}`)) {
    try {
      target.run(
        insert,
        columns.map((column) => row[column] as SQLInputValue),
      );
    } catch (error) {
      if (!isUnfit(error)) throw error;
    }
  }
}

/**
 * Copies what can be read of `source` into the tables of `target`, by the columns both have; rows that `target` has already are kept.
 * `source` may be damaged or of another schema version: its unreadable tables and rows are left out.
 */
export function copyRows(source: Database, target: Database): void {
  const tables = target.all("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid");
  for (const table of tables.map((row) => textIn(row, 'name')).filter((name) => !notCopied.has(name))) {
    target.write(() => copyTable(source, target, table));
  }
}
