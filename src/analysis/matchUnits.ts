import type { LocatedUnit } from './sourceText.ts';
import { shapeOf, similarity } from './unitShape.ts';

/** One unit of a change, as it was and as it is. */
export interface UnitMatch {
  readonly before?: LocatedUnit;
  readonly after?: LocatedUnit;
  /** `moved` and `renamed`: does the same as before, elsewhere or under another name. `edited` may be renamed too. */
  readonly status: 'new' | 'edited' | 'moved' | 'renamed' | 'removed' | 'same behaviour';
}

/** Below this share of equal parts two units are two units. */
const likeness = 0.6;

/**
 * Pairs the units of two versions, of one file or of many: same path and name first, then same behaviour, then the most similar of the
 * same kind. Every unit appears once; the result follows `after`, removed units last.
 */
export function matchUnits(before: readonly LocatedUnit[], after: readonly LocatedUnit[]): readonly UnitMatch[] {
  const old = new Set(before);
  const pairs = new Map<LocatedUnit, LocatedUnit>();
  const pairBy = (nameOf: (located: LocatedUnit) => string): void => {
    const waiting = new Map<string, LocatedUnit[]>();
    for (const located of old) waiting.set(nameOf(located), [...(waiting.get(nameOf(located)) ?? []), located]);
    for (const located of after) {
      const found = pairs.has(located) ? undefined : waiting.get(nameOf(located))?.shift();
      if (!found) continue;
      pairs.set(located, found);
      old.delete(found);
    }
  };
  pairBy(({ unit }) => `${unit.path}\n${unit.name}\n${unit.kind}`);
  pairBy(({ unit }) => `${unit.key}\n${unit.name}`);
  // A body of one statement is too common to say that two units are the same one.
  pairBy(({ unit }) => (unit.size.statements >= 2 ? unit.key : `${unit.key}\n${unit.path}`));
  pairBy(({ unit }) => `${unit.path}\n${unit.name}`);
  pairSimilar(old, after, pairs);

  const matches = after.map((located): UnitMatch => {
    const found = pairs.get(located);
    return found ? { before: found, after: located, status: statusOf(found, located) } : { after: located, status: 'new' };
  });
  return [...matches, ...[...old].map((located): UnitMatch => ({ before: located, status: 'removed' }))];
}

function statusOf(before: LocatedUnit, after: LocatedUnit): UnitMatch['status'] {
  if (before.unit.key !== after.unit.key) return 'edited';
  if (before.unit.name !== after.unit.name) return 'renamed';
  return before.unit.path === after.unit.path ? 'same behaviour' : 'moved';
}

/** Greedy: the most similar pair first. */
function pairSimilar(old: Set<LocatedUnit>, after: readonly LocatedUnit[], pairs: Map<LocatedUnit, LocatedUnit>): void {
  const open = after.filter((located) => !pairs.has(located));
  if (old.size === 0 || open.length === 0 || old.size * open.length > 250_000) return;
  const oldShapes = new Map([...old].map((located) => [located, shapeOf(located)]));
  const candidates = open.flatMap((located) => {
    const shape = shapeOf(located);
    return [...oldShapes]
      .filter(([{ unit }]) => unit.kind === located.unit.kind && (unit.path === located.unit.path || unit.size.statements >= 2))
      .map(([candidate, other]) => ({ located, candidate, score: similarity(shape, other) }))
      .filter(({ score }) => score >= likeness);
  });
  for (const { located, candidate } of candidates.toSorted((left, right) => right.score - left.score)) {
    if (pairs.has(located) || !old.has(candidate)) continue;
    pairs.set(located, candidate);
    old.delete(candidate);
  }
}
