import type { UnitKey } from '../terms/ids.ts';

/** What was asked for when an agent wrote lines of a unit, and what it said it did; secrets are taken out before it gets here. */
export interface KeptWhy {
  readonly tool: string;
  readonly model?: string;
  readonly session: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly asked?: string;
  readonly said?: string;
  /** `contentId` of each line it is about, trimmed: the why is shown while one of them stands. */
  readonly lines: readonly string[];
}

/** Where a unit is, or was: either its content or its name finds it again. */
export interface UnitPlace {
  readonly root: string;
  readonly path: string;
  readonly name: string;
  readonly key: UnitKey;
}

export interface WhyStore {
  /** The same session at the same time replaces what was kept. Durable when it returns. */
  keep(place: UnitPlace, why: KeptWhy): void;
  /** Newest first. */
  find(place: UnitPlace): readonly KeptWhy[];
}
