import type { LineRange } from './ranges.ts';

export type Basis = 'syntax' | 'types' | 'references' | 'execution' | 'git';

/** Something proven about a unit, with the lines it rests on. */
export interface Fact {
  /** Detector id and what distinguishes it within the unit, e.g. `swallowed-rejection:save`. */
  readonly id: string;
  /** Detector id. */
  readonly kind: string;
  /** One plain sentence, at most 160 characters, with the code's own names in backticks. */
  readonly text: string;
  /** Lines in the unit's own file, at least one; `at` holds those elsewhere. */
  readonly lines: readonly LineRange[];
  readonly basis: Basis;
  /** Places in other files that the fact rests on. */
  readonly at?: readonly { readonly path: string; readonly lines: LineRange }[];
  /** 0–1: how much it says that name, TypeScript's hover and the line itself do not. Shown from 0.5 on. */
  readonly surprise: number;
  /** `elsewhere`: rests on another file or on a failure path; the hover card leads with one of these. */
  readonly reach: 'here' | 'elsewhere';
}
