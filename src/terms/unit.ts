import type { UnitKey } from './ids.ts';
import type { LineRange, Position } from './ranges.ts';

export type UnitKind =
  | 'function'
  | 'method'
  | 'getter'
  | 'setter'
  | 'constructor'
  | 'class'
  | 'component'
  | 'hook'
  | 'generator'
  /** The handler of one route: `GET /orders/:id`. */
  | 'route'
  /** What one action does to the state: `addCase itemAdded`. */
  | 'reducer'
  /** A type that is computed from others; nothing of it runs. */
  | 'type'
  /** What a file does when it is loaded. */
  | 'module';

/** A piece of code that is explained and asked about on its own; keyed by content, not by line or commit. */
export interface Unit {
  readonly key: UnitKey;
  /** What callers can rely on by types: 16 hex digits that change when parameters, results, overloads or public members do, as written. */
  readonly surface: string;
  /** As the reader knows it: relative to the repository or workspace folder, `/` between parts. */
  readonly path: string;
  /** With its owner: `Cart.total`, `useDebounce`, `default`. */
  readonly name: string;
  readonly kind: UnitKind;
  readonly lines: LineRange;
  /** Parameters and return type as written, on one line, at most 200 characters. */
  readonly signature: string;
  readonly size: { readonly lines: number; readonly statements: number; readonly branches: number };
  /** Where the name stands; the hover is anchored here. For an unnamed default export, its keyword. */
  readonly nameAt: { readonly from: Position; readonly to: Position };
}

/** Three statements or a branch: below that nothing is asked unprompted, and shares leave the unit out. */
export function isSubstantial(unit: Pick<Unit, 'size'>): boolean {
  return unit.size.statements >= 3 || unit.size.branches > 0;
}
