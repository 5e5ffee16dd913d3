import type { Basis } from './fact.ts';

/** A sentence about a package, and where it can be looked up. */
export interface PackageNote {
  /** Names in backticks; text of a package is made visible and stands in quotation marks. */
  readonly text: string;
  readonly basis: Basis;
  /** In the code that uses it: relative to the change's root, 1-based. */
  readonly place?: { readonly path: string; readonly line: number };
}

/** What a change of a manifest means for the code of this project. */
export interface PackageNews {
  readonly name: string;
  readonly kind: 'added' | 'moved' | 'removed';
  /** The manifest, relative to the change's root. */
  readonly path: string;
  /** 1-based; 1 for what was taken out. */
  readonly line: number;
  /** One sentence. */
  readonly text: string;
  /** The weightiest first. */
  readonly notes: readonly PackageNote[];
}
