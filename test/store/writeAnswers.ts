import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/openStore.ts';
import { systemClock } from '../../src/terms/clock.ts';
import type { AnswerId, ExerciseId, UnitKey } from '../../src/terms/ids.ts';

/** A process of its own: `writeAnswers.ts FILE NAME COUNT` records answers one by one and prints the id of each once it is recorded. */
const [, , file, name, count] = process.argv;
const store = openStore({ file, clock: systemClock });
if (store.mode !== 'durable') throw new Error(`${store.mode}: ${store.notice ?? ''}`);
for (let position = 0; position < Number(count); position += 1) {
  const id = `${name ?? ''}-${position}` as AnswerId;
  store.answers.record({ id, exerciseId: 'q1' as ExerciseId, chosen: ['a'], at: position }, 'unit' as UnitKey, 'E12 reject-path', 'right');
  writeSync(1, `${id}\n`);
}
store.close();
