/** What the Git extension tells of a repository's state, as far as it is used here; version 1 of its API. */
export interface UnderWayState {
  /** The commit that a rebase stands at. */
  readonly rebaseCommit?: unknown;
  /** Files in conflict. */
  readonly mergeChanges?: readonly unknown[];
}

/** What the person is in the middle of, in one phrase; then nothing is shown unasked. */
export function underWay(states: readonly UnderWayState[]): string | undefined {
  if (states.some(({ rebaseCommit }) => rebaseCommit !== undefined && rebaseCommit !== null)) return 'a rebase is under way';
  return states.some(({ mergeChanges }) => (mergeChanges?.length ?? 0) > 0) ? 'a merge is under way' : undefined;
}
