import type { ChangeSummary } from '../terms/change.ts';

export type ListedUnit = ChangeSummary['units'][number];

/** More than these are never counted: the rest expire without a word. */
const mostCounted = 5;

/** Changes with something to be checked: news of packages alone are only listed. */
export function uncheckedChanges(changes: readonly ChangeSummary[]): readonly ChangeSummary[] {
  return changes.filter((change) => change.state === 'unchecked' && change.units.length > 0);
}

/** Units still to check, in the order of their changes; one that several changes touched stands once. */
export function uncheckedUnits(
  changes: readonly ChangeSummary[],
): readonly { readonly change: ChangeSummary; readonly unit: ListedUnit }[] {
  const seen = new Set<string>();
  return uncheckedChanges(changes)
    .flatMap((change) => change.units.map((unit) => ({ change, unit })))
    .filter(({ unit }) => {
      if (unit.checked || seen.has(unit.key)) return false;
      seen.add(unit.key);
      return true;
    });
}

export interface StatusText {
  readonly text: string;
  /** For a screen reader. */
  readonly label: string;
}

/** `undefined`: nothing to check, the item hides. */
export function statusText(changes: readonly ChangeSummary[]): StatusText | undefined {
  const count = Math.min(uncheckedChanges(changes).length, mostCounted);
  if (count === 0) return undefined;
  return {
    text: `$(mortar-board) ${count} to check`,
    label: count === 1 ? '1 change not checked yet' : `${count} changes not checked yet`,
  };
}
