import type { ts } from 'ts-morph';
import type { LineRange } from '../terms/ranges.ts';
import type { Unit } from '../terms/unit.ts';

/** A file as analysis takes it: its text may be newer than the disk's. */
export interface SourceText {
  /** Absolute, `/` between parts. */
  readonly file: string;
  /** As the reader knows it, relative to the repository or workspace folder. */
  readonly path: string;
  readonly text: string;
}

/** A unit together with its syntax: `node` is the function-like, class or source-file node. */
export interface LocatedUnit {
  readonly unit: Unit;
  readonly node: ts.Node;
  readonly sourceFile: ts.SourceFile;
}

/** What a caller does with what it gets: decides who is affected when the unit changes. */
export type Reliance =
  | 'ignores the result'
  | 'awaits it'
  | 'catches its failure'
  | 'tests it for absence'
  | 'returns it on'
  | 'uses the result';

/** One place that calls a unit. */
export interface CallSite {
  readonly file: string;
  readonly path: string;
  readonly lines: LineRange;
  /** Name of the calling unit, absent at module level. */
  readonly caller?: string;
  /** Arguments as written, one source text each. */
  readonly arguments: readonly string[];
  /** The literals behind arguments that name a `const`, in their places. */
  readonly constants?: readonly (string | null)[];
  readonly reliance: readonly Reliance[];
  readonly inTest: boolean;
  /** Members read of the result, when nothing else is done with it; at most four. */
  readonly reads?: readonly string[];
  /** The caller leaves by this answer. */
  readonly decides?: { readonly when: 'truthy' | 'falsy'; readonly exit: 'throws' | 'returns' };
  /** Made in a function that the caller only sets up. */
  readonly later?: true;
  /** Made once per round of a loop in the caller. */
  readonly inLoop?: true;
}
