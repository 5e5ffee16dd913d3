import type { Reliance } from './sourceText.ts';

/** What the code around a call does with it. `guarded` is left to who knows whether the callee is asynchronous. */
export interface CallUse {
  readonly reliance: readonly Reliance[];
  /** The call stands in a `try` with a `catch`, is not awaited, and so is covered only when it throws at once. */
  readonly guarded: boolean;
  /** Members read of the result, in source order, at most four; absent where none is, or where it is used in other ways too. */
  readonly reads?: readonly string[];
  /** The caller leaves by this answer: `if (!f()) throw …` has `{ when: 'falsy', exit: 'throws' }`. */
  readonly decides?: { readonly when: 'truthy' | 'falsy'; readonly exit: 'throws' | 'returns' };
  /** Made once per round of a loop in the caller. */
  readonly inLoop?: true;
}
