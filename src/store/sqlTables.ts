import type { Clock } from '../terms/clock.ts';
import { createAnswerTables } from './answerTables.ts';
import { createChangeTables } from './changeTables.ts';
import { createCommitLineTables } from './commitLineTables.ts';
import type { Database } from './database.ts';
import { createExerciseTables } from './exerciseTables.ts';
import { createIndexTables } from './indexTables.ts';
import { createLeaseTables } from './leaseTables.ts';
import { createModelTables } from './modelTables.ts';
import { createSegmentTables } from './segmentTables.ts';
import { createWhyTables } from './whyTables.ts';
import { createDataTables } from './wipe.ts';
import type { Stores } from './stores.ts';

/** Every port over one database; `close` writes what is waiting and closes it. */
export function createSqlTables(database: Database, clock: Clock, file: string): Stores & { close(): void } {
  const index = createIndexTables(database, clock);
  return {
    segments: createSegmentTables(database),
    changes: createChangeTables(database),
    commitLines: createCommitLineTables(database),
    whys: createWhyTables(database),
    exercises: createExerciseTables(database),
    answers: createAnswerTables(database),
    index,
    leases: createLeaseTables(database, clock),
    models: createModelTables(database),
    data: createDataTables(database, file),
    close() {
      index.flush();
      database.close();
    },
  };
}
