import type { AnswerStore, RecordedAnswer } from '../learning/answerStore.ts';
import type { UnitKey } from '../terms/ids.ts';
import type { Answer, AnswerOutcome } from '../terms/panel.ts';
import { numberIn, textIn, type Database, type Row } from './database.ts';

function recordedFrom(row: Row): RecordedAnswer {
  const { concepts = [], ...answer } = JSON.parse(textIn(row, 'content')) as Answer & { readonly concepts?: readonly string[] };
  return {
    answer,
    concepts,
    unitKey: textIn(row, 'unit_key') as UnitKey,
    kind: textIn(row, 'kind'),
    verdict: textIn(row, 'verdict') as AnswerOutcome['verdict'],
    voided: numberIn(row, 'voided') === 1,
  };
}

/** The log of answers, in the order they were recorded: a clock that jumps cannot reorder it. */
export function createAnswerTables(database: Database): AnswerStore {
  const columns = 'unit_key, kind, verdict, voided, content';
  const insert = ({ answer, unitKey, kind, verdict, voided, concepts }: RecordedAnswer): number =>
    database.run(
      'INSERT INTO answer (id, exercise_id, unit_key, kind, verdict, voided, content) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
      [answer.id, answer.exerciseId, unitKey, kind, verdict, Number(voided), JSON.stringify({ ...answer, concepts })],
    );
  return {
    record(answer, unitKey, kind, verdict, concepts = []) {
      database.write(() => insert({ answer, unitKey, kind, verdict, voided: false, concepts }));
    },
    all: () => database.all(`SELECT ${columns} FROM answer ORDER BY sequence`).map(recordedFrom),
    recent: (limit) => database.all(`SELECT ${columns} FROM answer ORDER BY sequence DESC LIMIT ?`, [limit]).map(recordedFrom).toReversed(),
    merge: (answers) =>
      database.write(() => {
        let added = 0;
        for (const recorded of answers) {
          const isNew = insert(recorded) > 0;
          added += Number(isNew);
          if (!isNew && recorded.voided) database.run('UPDATE answer SET voided = 1 WHERE id = ?', [recorded.answer.id]);
        }
        return added;
      }),
    forUnit: (key) => database.all(`SELECT ${columns} FROM answer WHERE unit_key = ? ORDER BY sequence`, [key]).map(recordedFrom),
    forExercise: (id) => database.all(`SELECT ${columns} FROM answer WHERE exercise_id = ? ORDER BY sequence`, [id]).map(recordedFrom),
    voidAnswer(id) {
      database.write(() => database.run('UPDATE answer SET voided = 1 WHERE id = ?', [id]));
    },
  };
}
