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
  /** So many of `shown` are worth a scenario of their own; the others only show that nothing hangs on them. */
  readonly telling: number;
}

export function slotState(path: string, chosen: number, telling: number, alternatives: readonly Alternative[]): SlotState {
  const shown = alternatives.map(({ shown: value, source, from }) => ({ shown: value, source, ...(from === undefined ? {} : { from }) }));
  return { path, shown, chosen, telling };
}
