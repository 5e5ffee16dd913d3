import type { LocatedUnit } from './sourceText.ts';

/** One unit of a change, as it was and as it is. */
export interface UnitMatch {
  readonly before?: LocatedUnit;
  readonly after?: LocatedUnit;
  /** `moved` and `renamed`: does the same as before, elsewhere or under another name. `edited` may be renamed too. */
  readonly status: 'new' | 'edited' | 'moved' | 'renamed' | 'removed' | 'same behaviour';
  /** Of a new or removed unit, where its code came from or went, when the code tells. */
  readonly trace?: CodeTrace;
}

/** Where the code of a new unit comes from, or where that of a removed one went. */
export interface CodeTrace {
  /**
   * `extracted`: its code stood in `with`, which now calls it. `inlined`: `with` called it and now holds its code.
   * `split`: it is a part of what `with` was. `merged`: `with` now holds what it did, and called it neither before nor after.
   */
  readonly how: 'extracted' | 'inlined' | 'split' | 'merged';
  /** The unit it came from, as it was; or the unit it went into, as it is. */
  readonly with: LocatedUnit;
}
