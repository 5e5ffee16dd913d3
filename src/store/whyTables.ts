import type { KeptWhy, WhyStore } from '../changes/whyStore.ts';
import { textIn, type Database } from './database.ts';

const mostShown = 20;

/** Why code is there, one row a unit and agent's edit. */
export function createWhyTables(database: Database): WhyStore {
  return {
    keep({ root, path, name, key }, why) {
      database.write(() =>
        database.run('INSERT OR REPLACE INTO why (root, path, unit_name, session, at, unit_key, content) VALUES (?, ?, ?, ?, ?, ?, ?)', [
          root,
          path,
          name,
          why.session,
          why.at,
          key,
          JSON.stringify(why),
        ]),
      );
    },
    find({ root, path, name, key }) {
      const rows = database.all(
        `SELECT content FROM why WHERE unit_key = ? OR (root = ? AND path = ? AND unit_name = ?)
           ORDER BY at DESC LIMIT ${mostShown}`,
        [key, root, path, name],
      );
      return rows.map((row) => JSON.parse(textIn(row, 'content')) as KeptWhy);
    },
  };
}
