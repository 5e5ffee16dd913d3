import type { Observation } from '../../terms/proof.ts';

/** One aspect of an observation that can be told in a clause; equal clauses mean equal in this aspect. */
export interface OutcomeFeature {
  readonly id: string;
  /** Finishes a question: `does \`notify\` run`. */
  readonly ask: string;
  /** Lower is more telling. */
  readonly rank: number;
  /** The clause without capital and full stop; `undefined` when it cannot be told in few words. */
  tell(observation: Observation): string | undefined;
}
