import type { ts } from 'ts-morph';
import type { Fact } from '../terms/fact.ts';
import type { Placement } from './importGraph.ts';
import type { CallSite, LocatedUnit } from './sourceText.ts';

/** What a detector may rest on besides the unit's own syntax. */
export interface FactContext {
  /** Absent in an untrusted workspace and until the program is open: then only syntax counts. */
  readonly checker?: ts.TypeChecker;
  readonly callSites: readonly CallSite[];
  /** Where the file sits in its repository; absent while the index is not built. */
  readonly placement?: Placement;
  /** Whether no other file of the repository names a package in an import. */
  readonly isOnlyUserOf?: (packageName: string) => boolean;
}

/** One kind of fact. A detector proves or is silent; it never throws and keeps nothing between calls. */
export interface FactDetector {
  readonly id: string;
  detect(located: LocatedUnit, context: FactContext): readonly Fact[];
}
