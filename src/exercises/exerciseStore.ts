import type { Exercise, UnitExercises } from '../terms/exercise.ts';
import type { ExerciseId, UnitKey } from '../terms/ids.ts';

export interface StoredExercise {
  readonly exercise: Exercise;
  /** Absolute path of the unit's file when it was asked. */
  readonly file: string;
  readonly unitName: string;
}

export interface ExerciseStore {
  save(found: UnitExercises, file: string, unitName: string): void;
  forUnit(key: UnitKey): UnitExercises | undefined;
  find(id: ExerciseId): StoredExercise | undefined;
  /** A frozen question is never asked again; the item and its proof are kept for export. */
  freeze(id: ExerciseId, why: string): void;
}
