import type { ChangeStore } from '../changes/changeStore.ts';
import type { Change, ChangeState, ChangeSummary } from '../terms/change.ts';
import type { ChangeId, UnitKey } from '../terms/ids.ts';
import { numberIn, textIn, type Database, type Row } from './database.ts';

const columns = "id, root, kind, at, state, title, origin_text, json_extract(content, '$.packages') AS packages";

/** Changes with their touched units, and the last commit seen of each repository. */
export function createChangeTables(database: Database): ChangeStore {
  function summaryFrom(row: Row): ChangeSummary {
    const id = textIn(row, 'id') as ChangeId;
    const units = database.all('SELECT unit_key, path, name, line, checked FROM change_unit WHERE change_id = ? ORDER BY position', [id]);
    const { packages } = row;
    return {
      id,
      root: textIn(row, 'root'),
      kind: textIn(row, 'kind') as Change['kind'],
      title: textIn(row, 'title'),
      originText: textIn(row, 'origin_text'),
      state: textIn(row, 'state') as ChangeState,
      at: numberIn(row, 'at'),
      ...(typeof packages === 'string' && { packages: JSON.parse(packages) as NonNullable<ChangeSummary['packages']> }),
      units: units.map((unit) => ({
        key: textIn(unit, 'unit_key') as UnitKey,
        path: textIn(unit, 'path'),
        name: textIn(unit, 'name'),
        line: numberIn(unit, 'line'),
        checked: numberIn(unit, 'checked') === 1,
      })),
    };
  }

  function replaceUnits(id: ChangeId, units: ChangeSummary['units']): void {
    const checkedBefore = new Set(
      database.all('SELECT unit_key FROM change_unit WHERE change_id = ? AND checked = 1', [id]).map((row) => textIn(row, 'unit_key')),
    );
    database.run('DELETE FROM change_unit WHERE change_id = ?', [id]);
    for (const [position, unit] of units.entries()) {
      const checked = unit.checked || checkedBefore.has(unit.key);
      database.run('INSERT INTO change_unit (change_id, position, unit_key, path, name, line, checked) VALUES (?, ?, ?, ?, ?, ?, ?)', [
        id,
        position,
        unit.key,
        unit.path,
        unit.name,
        unit.line,
        Number(checked),
      ]);
    }
  }

  return {
    save(change, summary) {
      database.write(() => {
        database.run(
          `INSERT INTO change (id, root, kind, at, state, title, origin_text, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET root = excluded.root, kind = excluded.kind, at = excluded.at, title = excluded.title,
             origin_text = excluded.origin_text, content = excluded.content`,
          [change.id, change.root, change.kind, summary.at, summary.state, summary.title, summary.originText, JSON.stringify(change)],
        );
        replaceUnits(change.id, summary.units);
      });
    },
    find(id) {
      const row = database.first(`SELECT ${columns}, content FROM change WHERE id = ?`, [id]);
      return row && { change: JSON.parse(textIn(row, 'content')) as Change, summary: summaryFrom(row) };
    },
    recent(root, limit) {
      const rows = database.all(`SELECT ${columns} FROM change WHERE root = ? ORDER BY at DESC, rowid DESC LIMIT ?`, [root, limit]);
      return rows.map(summaryFrom);
    },
    setState(id, state) {
      database.write(() => database.run('UPDATE change SET state = ? WHERE id = ?', [state, id]));
    },
    markUnitChecked(key) {
      return database.write(() => {
        database.run('UPDATE change_unit SET checked = 1 WHERE unit_key = ?', [key]);
        const holding = 'SELECT change_id FROM change_unit WHERE unit_key = ?';
        database.run(
          `UPDATE change SET state = 'checked' WHERE id IN (${holding})
             AND NOT EXISTS (SELECT 1 FROM change_unit WHERE change_id = change.id AND checked = 0)`,
          [key],
        );
        const rows = database.all(`SELECT id FROM change WHERE id IN (${holding}) ORDER BY at DESC, rowid DESC`, [key]);
        return rows.map((row) => textIn(row, 'id') as ChangeId);
      });
    },
    lastHead(root) {
      const row = database.first('SELECT commit_hash FROM head WHERE root = ?', [root]);
      return row && textIn(row, 'commit_hash');
    },
    setLastHead(root, commit) {
      database.write(() => database.run('INSERT OR REPLACE INTO head (root, commit_hash) VALUES (?, ?)', [root, commit]));
    },
  };
}
