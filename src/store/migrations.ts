/** One step of the schema; never altered once released. */
export interface Migration {
  /** The schema version it leads to: the list counts 1, 2, 3 … */
  readonly version: number;
  readonly sql: string;
}

/**
 * Values with a shape of their own (a Change, an Exercise) are JSON in a `content` column; what is searched or updated is a column.
 * The CHECKs keep damaged rows out of a repaired file. Times are milliseconds since 1970. Rows of `answer` are never deleted: they are the truth that schedules are rebuilt from.
 */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE document (
        uri TEXT PRIMARY KEY, sequence INTEGER NOT NULL, text TEXT NOT NULL, segments TEXT NOT NULL CHECK (json_valid(segments))
      ) STRICT;

      CREATE TABLE change (
        id TEXT PRIMARY KEY, root TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL, title TEXT NOT NULL,
        origin_text TEXT NOT NULL, content TEXT NOT NULL CHECK (json_valid(content))
      ) STRICT;
      CREATE INDEX change_by_root ON change (root, at);
      CREATE TABLE change_unit (
        change_id TEXT NOT NULL REFERENCES change (id) ON DELETE CASCADE, position INTEGER NOT NULL, unit_key TEXT NOT NULL,
        path TEXT NOT NULL, name TEXT NOT NULL, line INTEGER NOT NULL, checked INTEGER NOT NULL,
        PRIMARY KEY (change_id, position)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX change_unit_by_key ON change_unit (unit_key);
      CREATE TABLE head (root TEXT PRIMARY KEY, commit_hash TEXT NOT NULL) STRICT;

      CREATE TABLE examined_unit (unit_key TEXT PRIMARY KEY, first_line INTEGER, why TEXT) STRICT;
      CREATE TABLE exercise (
        id TEXT PRIMARY KEY, unit_key TEXT NOT NULL, position INTEGER, file TEXT NOT NULL, unit_name TEXT NOT NULL,
        content TEXT NOT NULL CHECK (json_valid(content)), frozen_why TEXT
      ) STRICT;
      CREATE INDEX exercise_by_unit ON exercise (unit_key, position);

      CREATE TABLE answer (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, exercise_id TEXT NOT NULL, unit_key TEXT NOT NULL,
        kind TEXT NOT NULL, verdict TEXT NOT NULL, voided INTEGER NOT NULL DEFAULT 0, content TEXT NOT NULL CHECK (json_valid(content))
      ) STRICT;
      CREATE INDEX answer_by_unit ON answer (unit_key);
      CREATE INDEX answer_by_exercise ON answer (exercise_id);

      CREATE TABLE index_entry (
        root TEXT NOT NULL, path TEXT NOT NULL, content_hash TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (root, path)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE lease (root TEXT PRIMARY KEY, holder TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT;
    `,
  },
  {
    version: 2,
    sql: `
      CREATE TABLE commit_lines (
        repository TEXT NOT NULL, commit_hash TEXT NOT NULL, path TEXT NOT NULL, lines TEXT NOT NULL CHECK (json_valid(lines)),
        PRIMARY KEY (repository, commit_hash, path)
      ) STRICT, WITHOUT ROWID;
    `,
  },
  {
    version: 3,
    sql: `
      CREATE TABLE model_consent (
        workspace TEXT NOT NULL, destination TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (workspace, destination)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE model_spend (day TEXT PRIMARY KEY, tokens INTEGER NOT NULL, micro_dollars INTEGER NOT NULL) STRICT;
      CREATE TABLE model_answer (key TEXT PRIMARY KEY, unit_key TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
    `,
  },
  {
    version: 4,
    sql: `
      CREATE TABLE why (
        root TEXT NOT NULL, path TEXT NOT NULL, unit_name TEXT NOT NULL, session TEXT NOT NULL, at INTEGER NOT NULL, unit_key TEXT NOT NULL,
        content TEXT NOT NULL CHECK (json_valid(content)), PRIMARY KEY (root, path, unit_name, session, at)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX why_by_unit ON why (unit_key);
    `,
  },
  {
    version: 5,
    sql: `
      ALTER TABLE document ADD COLUMN text_hash TEXT;
      CREATE INDEX document_by_text ON document (text_hash);
      CREATE TABLE kept_text (
        number INTEGER PRIMARY KEY AUTOINCREMENT, uri TEXT NOT NULL, text_hash TEXT NOT NULL, size INTEGER NOT NULL, text TEXT NOT NULL,
        segments TEXT NOT NULL CHECK (json_valid(segments)), UNIQUE (uri, text_hash)
      ) STRICT;
    `,
  },
  {
    version: 6,
    sql: 'ALTER TABLE index_entry ADD COLUMN look TEXT;',
  },
];
