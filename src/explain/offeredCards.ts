import type { UnitView } from '../terms/documentView.ts';

const mostOffered = 3;

/**
 * Of one file, at most three cards on code that just arrived: the three that say most. The others keep their mark. Cards on other code
 * stay, they are met only by who reads there.
 */
export function offeredCards(units: readonly UnitView[]): readonly UnitView[] {
  const fresh = units.filter(({ unchecked, card }) => unchecked && card !== undefined);
  const offered = new Set(fresh.toSorted((left, right) => (right.card?.worth ?? 0) - (left.card?.worth ?? 0)).slice(0, mostOffered));
  return units.map((unit) => {
    if (!unit.unchecked || unit.card === undefined || offered.has(unit)) return unit;
    const { card: _card, ...rest } = unit;
    return rest;
  });
}
