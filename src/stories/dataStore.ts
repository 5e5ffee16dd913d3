import type { Result } from '../terms/result.ts';

/** The learning data as a whole. */
export interface DataStore {
  /**
   * Deletes everything, with what remains of it in logs, copies and damaged files beside it; fails with one sentence where something
   * could not be deleted, and says what.
   */
  wipe(): Result<null>;
}
