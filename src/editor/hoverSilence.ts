import type { CarriedUnit } from './documentViews.ts';

export type HoverMode = 'unfamiliar' | 'touched' | 'off';

/** Everything that decides whether a card may be shown, as it is at the moment of the hover. */
export interface HoverSituation {
  readonly enabled: boolean;
  readonly mode: HoverMode;
  readonly unit: CarriedUnit;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** UTF-16 units of the hovered line. */
  readonly lineLength: number;
  /** An error of any extension covers the position: its message is what the reader came for. */
  readonly errorHere: boolean;
  /** Value hovers come first. */
  readonly debuggerStopped: boolean;
  readonly textSelected: boolean;
  /** Milliseconds since the last edit of this document; absent when it was not edited. */
  readonly sinceEditMs?: number;
}

const longestLine = 10_000;
const typingRestMs = 1_500;

/** Why nothing may be shown here, in one phrase; `undefined` when the card may be shown. */
export function hoverSilence(situation: HoverSituation): string | undefined {
  const { unit, line, column } = situation;
  const { from, to } = unit.nameAt;
  if (!situation.enabled || situation.mode === 'off') return 'turned off';
  if (line !== from.line || column < from.column || column > to.column) return 'not on the name of a unit';
  if (unit.edited) return 'edited since it was analysed';
  if (unit.card === undefined) return 'nothing worth saying';
  if (situation.mode === 'touched' && !unit.unchecked) return 'not touched recently';
  if (situation.lineLength > longestLine) return 'line too long';
  if (situation.sinceEditMs !== undefined && situation.sinceEditMs < typingRestMs) return 'typing';
  if (situation.textSelected) return 'text is selected';
  if (situation.errorHere) return 'an error is shown here';
  if (situation.debuggerStopped) return 'debugging';
  return undefined;
}
