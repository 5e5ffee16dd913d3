import type { UnitKey } from './ids.ts';
import type { LineRange } from './ranges.ts';

/** A line the run came by, and what crossed the unit's boundary before the next one began. */
export interface PlayStep {
  /** 1-based line of the file. */
  readonly line: number;
  /** In order: `\`save(order)\` → rejects`, `\`order.total = 3\``. */
  readonly seen: readonly string[];
}

/** One run of the unit's real body, to be walked through. */
export interface PlayRun {
  readonly steps: readonly PlayStep[];
  /** The run went on; its later steps are left out. */
  readonly cut: boolean;
  /** `the returned promise rejects with that error` */
  readonly ending: string;
}

/** `line`: in both runs, only in the run as it was, or only in the tried one. */
export interface PlayDifference {
  readonly text: string;
  readonly in: 'both' | 'before' | 'now';
}

/** What a tried text does in a scenario, or why that cannot be said. */
export type PlayTried =
  | { readonly run: PlayRun; readonly differs: boolean; readonly differences: readonly PlayDifference[] }
  | { readonly refused: string };

export interface PlayScenario {
  /** Unique within a play; the same for the same unit and seed. */
  readonly id: string;
  /** `\`fetchUser\` rejects`, `\`items\` is empty` */
  readonly title: string;
  readonly values: readonly {
    /** `\`items\` is empty` */
    readonly text: string;
    /** Where the value comes from: `call site: src/cart.ts:41`, `declared type: Item[]`. */
    readonly source: string;
  }[];
  readonly assumptions: readonly string[];
  readonly run: PlayRun;
  readonly tried?: PlayTried;
}

/** Where a run does something else than such code is mostly meant to do. Never a verdict. */
export interface Suspicion {
  readonly kind: 'swallowed failure' | 'unawaited failure' | 'left open' | 'lost update';
  readonly scenarioId: string;
  /** One or two careful sentences. */
  readonly text: string;
  /** What was seen, one step each. */
  readonly evidence: readonly string[];
  readonly lines: readonly LineRange[];
  /** What a test of the expected behaviour says in its title: `a failure of \`save\` reaches the caller`. */
  readonly expected: string;
}

/** A unit with scenarios it was really run in. */
export interface PlayPanel {
  readonly id: string;
  readonly unitKey: UnitKey;
  readonly path: string;
  /** Absolute path, to show its lines; absent for a document that is not on disk. */
  readonly file?: string;
  readonly unitName: string;
  readonly code: { readonly text: string; readonly firstLine: number };
  /** Never empty. */
  readonly scenarios: readonly PlayScenario[];
  /** Id of the scenario to show first. */
  readonly first: string;
  /** The text the `tried` runs are of, and how it differs: `line 7 changed`. */
  readonly tried?: { readonly words: string; readonly code: { readonly text: string; readonly firstLine: number } };
  readonly suspicions: readonly Suspicion[];
}
