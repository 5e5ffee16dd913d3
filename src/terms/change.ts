import type { ChangeId, UnitKey } from './ids.ts';
import type { Origin } from './origin.ts';
import type { PackageNews } from './packageNews.ts';
import type { LineRange } from './ranges.ts';

/** A `package.json` that a change touched: text of what is asked for, no code. */
export interface TouchedManifest {
  /** Relative to `Change.root`. */
  readonly path: string;
  /** Empty for a new one. */
  readonly before: string;
  readonly after: string;
}

export interface TouchedFile {
  /** Relative to `Change.root`, `/` between parts. */
  readonly path: string;
  /** Added or altered lines as they stand after the change. */
  readonly lines: readonly LineRange[];
  /** Text was taken out, and nothing put in its place, between this line (1-based; 0 is the file's start) and the next one. */
  readonly removedAfter?: readonly number[];
  /** Text before, where known: a commit's parent, a document before the suggestion. */
  readonly before?: string;
  readonly beforePath?: string;
  readonly after: string;
}

/** What the developer just got, as one thing. */
export interface Change {
  readonly id: ChangeId;
  readonly kind: 'suggestion' | 'agent-run' | 'commit' | 'range' | 'staged';
  /** Absolute path of the repository or workspace folder. */
  readonly root: string;
  /** `accepted suggestion in cart.ts`, a commit's subject. Text from outside: show it as text only. */
  readonly title: string;
  readonly origin: Origin;
  readonly files: readonly TouchedFile[];
  readonly manifests?: readonly TouchedManifest[];
  /** What that means for the code, once it was looked up. */
  readonly packages?: readonly PackageNews[];
  readonly commit?: string;
  readonly at: number;
}

export type ChangeState = 'unchecked' | 'checked' | 'expired';

/** A Change as lists show it: small enough to push on every update. */
export interface ChangeSummary {
  readonly id: ChangeId;
  /** Absolute; the units' paths are relative to it. */
  readonly root?: string;
  readonly kind: Change['kind'];
  readonly title: string;
  readonly originText: string;
  readonly state: ChangeState;
  readonly at: number;
  readonly packages?: readonly PackageNews[];
  readonly units: readonly {
    readonly key: UnitKey;
    readonly path: string;
    readonly name: string;
    readonly line: number;
    readonly checked: boolean;
  }[];
}
