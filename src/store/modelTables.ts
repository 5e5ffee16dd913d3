import type { ModelStore } from '../llm/modelStore.ts';
import { numberIn, textIn, type Database } from './database.ts';

/** `mostAnswers`: older ones are given up, and asked for again when they are wanted. */
export function createModelTables(database: Database, mostAnswers = 2_000): ModelStore {
  return {
    isAllowed: (workspace, destinationId) =>
      database.first('SELECT at FROM model_consent WHERE workspace = ? AND destination = ?', [workspace, destinationId]) !== undefined,
    allow(workspace, destinationId, at) {
      database.write(() =>
        database.run('INSERT OR IGNORE INTO model_consent (workspace, destination, at) VALUES (?, ?, ?)', [workspace, destinationId, at]),
      );
    },
    withdraw(workspace) {
      database.write(() => database.run('DELETE FROM model_consent WHERE workspace = ?', [workspace]));
    },
    spentOn(day) {
      const row = database.first('SELECT tokens, micro_dollars FROM model_spend WHERE day = ?', [day]);
      return row === undefined
        ? { tokens: 0, microDollars: 0 }
        : { tokens: numberIn(row, 'tokens'), microDollars: numberIn(row, 'micro_dollars') };
    },
    addSpend(day, { tokens, microDollars }) {
      database.write(() =>
        database.run(
          `INSERT INTO model_spend (day, tokens, micro_dollars) VALUES (?, ?, ?) ON CONFLICT (day) DO UPDATE SET
           tokens = tokens + excluded.tokens, micro_dollars = micro_dollars + excluded.micro_dollars`,
          [day, tokens, microDollars],
        ),
      );
    },
    answerTo(key) {
      const row = database.first('SELECT text FROM model_answer WHERE key = ?', [key]);
      return row && textIn(row, 'text');
    },
    keepAnswer(key, unitKey, text, at) {
      database.write(() => {
        database.run('INSERT OR REPLACE INTO model_answer (key, unit_key, text, at) VALUES (?, ?, ?, ?)', [key, unitKey, text, at]);
        database.run(
          'DELETE FROM model_answer WHERE rowid IN (SELECT rowid FROM model_answer ORDER BY at DESC, rowid DESC LIMIT -1 OFFSET ?)',
          [mostAnswers],
        );
      });
    },
  };
}
