import type { ExerciseStore } from '../exercises/exerciseStore.ts';
import type { Exercise } from '../terms/exercise.ts';
import { textIn, type Database } from './database.ts';

/** What a unit says instead of a question when every question it had was reported. */
export const allFrozen = 'its questions were reported as wrong';

/** Questions by id for ever, and which of them a unit currently offers: those with a `position`. */
export function createExerciseTables(database: Database): ExerciseStore {
  return {
    save(found, file, unitName) {
      database.write(() => {
        database.run('INSERT OR REPLACE INTO examined_unit (unit_key, first_line, why) VALUES (?, ?, ?)', [
          found.unitKey,
          found.unitFirstLine ?? null,
          found.why ?? null,
        ]);
        database.run('UPDATE exercise SET position = NULL WHERE unit_key = ?', [found.unitKey]);
        for (const [position, exercise] of found.exercises.entries()) {
          database.run(
            `INSERT INTO exercise (id, unit_key, position, file, unit_name, content) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO UPDATE SET unit_key = excluded.unit_key, position = excluded.position, file = excluded.file,
               unit_name = excluded.unit_name, content = excluded.content`,
            [exercise.id, found.unitKey, position, file, unitName, JSON.stringify(exercise)],
          );
        }
      });
    },
    forUnit(key) {
      const unit = database.first('SELECT first_line, why FROM examined_unit WHERE unit_key = ?', [key]);
      if (unit === undefined) return undefined;
      const rows = database.all('SELECT content, frozen_why FROM exercise WHERE unit_key = ? AND position IS NOT NULL ORDER BY position', [
        key,
      ]);
      const exercises = rows.filter((row) => row['frozen_why'] === null).map((row) => JSON.parse(textIn(row, 'content')) as Exercise);
      const line = unit['first_line'];
      const found = { unitKey: key, exercises, ...(typeof line === 'number' && { unitFirstLine: line }) };
      if (exercises.length > 0) return found;
      const why = rows.length > 0 ? allFrozen : unit['why'];
      return { ...found, ...(typeof why === 'string' && { why }) };
    },
    find(id) {
      const row = database.first('SELECT content, file, unit_name FROM exercise WHERE id = ?', [id]);
      return (
        row && {
          exercise: JSON.parse(textIn(row, 'content')) as Exercise,
          file: textIn(row, 'file'),
          unitName: textIn(row, 'unit_name'),
        }
      );
    },
    freeze(id, why) {
      database.write(() => database.run('UPDATE exercise SET frozen_why = ? WHERE id = ?', [why, id]));
    },
  };
}
