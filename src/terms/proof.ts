import type { TextRange } from './ranges.ts';

/** Where a scripted value comes from; a value with no source may not be used. */
export type ValueSource = 'call site' | 'test' | 'declared type' | 'comparison in the code';

export interface ScriptedValue {
  /** What it is for: `argument user`, `this.cache`, `what fetchUser resolves to`. */
  readonly slot: string;
  /** As JavaScript source, at most 60 characters where shown. */
  readonly value: string;
  readonly source: ValueSource;
  /** `src/cart.ts:41` for a call site or test, the type's text for a declared type. */
  readonly from?: string;
}

/** A stated world in which the real body of a unit is run. */
export interface Scenario {
  /** `fetchUser rejects` */
  readonly title: string;
  readonly values: readonly ScriptedValue[];
  /** One sentence per assumption, shown to the reader. */
  readonly assumptions: readonly string[];
}

/** What crossed the unit's boundary, in order. Values are rendered canonically (sorted keys, at most 60 characters). */
export interface Effect {
  readonly kind: 'call' | 'new' | 'set' | 'delete';
  /** `api.save`, `this.count`, `order.total`. */
  readonly target: string;
  /** Rendered arguments, or the value written. */
  readonly values: readonly string[];
}

/** Error *messages* are engine text unless the unit or the script wrote them, so only the class is observed. */
export type Settlement =
  /** `fields`: where the text of the value is cut off, those of its parts that are told, by path: `status`, `items.0`. */
  | { readonly kind: 'returns' | 'resolves'; readonly value: string; readonly fields?: Readonly<Record<string, string>> | undefined }
  | { readonly kind: 'throws' | 'rejects'; readonly error: string }
  | { readonly kind: 'pending' };

export interface Observation {
  readonly effects: readonly Effect[];
  readonly settlement: Settlement;
  /** How a second call over the same state settled, where the scenario makes one. */
  readonly second?: Settlement;
}

export type ProofEngine = 'syntax' | 'types' | 'references' | 'recompile' | 'execution' | 'mutation' | 'git';

/** The record that makes an option true or false. */
export interface Proof {
  readonly engine: ProofEngine;
  /** The sentence that was tested. */
  readonly claim: string;
  /** What was seen, in words or as the observation's JSON. */
  readonly observed: string;
  /**
   * Execution and mutation only: a standalone ES module for plain Node ≥ 22, no imports, that prints one line of JSON.
   * It holds the unit's own code, the scenario and the observation, built apart from the sandbox harness.
   */
  readonly program?: string;
  /** The line `program` prints; for `recompile` and `types`, the edit and the diagnostics it must and must not cause. */
  readonly expected?: string;
  /**
   * Execution and mutation only: the run again. `scenario` is its id under the same seed, a failing call included; edits count from the
   * start of the unit's text.
   */
  readonly replay?: { readonly scenario: string; readonly edits: readonly (TextRange & { readonly text: string })[] };
}
