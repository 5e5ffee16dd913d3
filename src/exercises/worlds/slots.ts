import type { ValueSource } from '../../terms/proof.ts';
import type { ScriptValue } from './script.ts';

/** One possible value of a slot. */
export interface Alternative {
  /** As a reader sees it: JavaScript for scalars, words for the rest. */
  readonly shown: string;
  readonly source: ValueSource;
  readonly from?: string;
  readonly make: () => ScriptValue;
}

export interface SlotState {
  readonly path: string;
  readonly shown: readonly Pick<Alternative, 'shown' | 'source' | 'from'>[];
  readonly chosen: number;
}
