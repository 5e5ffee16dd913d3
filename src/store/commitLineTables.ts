import type { CommitLineStore, SeenLines } from '../changes/commitLines.ts';
import { textIn, type Database } from './database.ts';

/** So many commits are asked for at once. */
const askedAtOnce = 500;

/** What the editor saw of committed lines, one row a file and commit. */
export function createCommitLineTables(database: Database): CommitLineStore {
  return {
    save(repository, commit, files) {
      database.write(() => {
        for (const [path, lines] of files)
          database.run('INSERT OR REPLACE INTO commit_lines (repository, commit_hash, path, lines) VALUES (?, ?, ?, ?)', [
            repository,
            commit,
            path,
            JSON.stringify(lines),
          ]);
      });
    },
    find(repository, commits) {
      const found = new Map<string, Map<string, readonly SeenLines[]>>();
      const asked = [...new Set(commits)];
      for (let from = 0; from < asked.length; from += askedAtOnce) {
        const rows = database.all(
          `SELECT commit_hash, path, lines FROM commit_lines
             WHERE repository = ? AND commit_hash IN (SELECT value FROM json_each(?))`,
          [repository, JSON.stringify(asked.slice(from, from + askedAtOnce))],
        );
        for (const row of rows) {
          const commit = textIn(row, 'commit_hash');
          const files = found.get(commit) ?? new Map<string, readonly SeenLines[]>();
          found.set(commit, files.set(textIn(row, 'path'), JSON.parse(textIn(row, 'lines')) as readonly SeenLines[]));
        }
      }
      return found;
    },
    commits: (repository) =>
      database
        .all('SELECT DISTINCT commit_hash FROM commit_lines WHERE repository = ?', [repository])
        .map((row) => textIn(row, 'commit_hash')),
  };
}
