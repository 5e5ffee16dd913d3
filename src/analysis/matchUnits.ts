import { ts } from 'ts-morph';
import type { LocatedUnit } from './sourceText.ts';
import { traceCode } from './tracedCode.ts';
import type { UnitMatch } from './unitMatch.ts';
import { fingerprintText } from './unitKey.ts';
import { shapeOf, similarity } from './unitShape.ts';

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
  const removed = [...old].map((located): UnitMatch => ({ before: located, status: 'removed' }));
  return traceCode(forgivingRenames([...matches, ...removed]));
}

/** A unit that differs only in calling others by their new names does the same as before. */
function forgivingRenames(matches: readonly UnitMatch[]): readonly UnitMatch[] {
  const lastOf = ({ unit }: LocatedUnit): string => unit.name.slice(unit.name.lastIndexOf('.') + 1);
  const renamed = matches.flatMap(({ before, after, status }) =>
    before && after && status === 'renamed' && lastOf(before) !== lastOf(after) ? [{ from: lastOf(before), to: lastOf(after) }] : [],
  );
  if (renamed.length === 0) return matches;
  return matches.map((match) => {
    const { before, after, status } = match;
    if (status !== 'edited' || !before || !after) return match;
    const written = renamed.reduce((text, { from, to }) => {
      const named = text.replaceAll(`free:${from} `, `free:${to} `);
      return named.replaceAll(
        `${ts.SyntaxKind.ThisKeyword} ${JSON.stringify(from)} `,
        `${ts.SyntaxKind.ThisKeyword} ${JSON.stringify(to)} `,
      );
    }, fingerprintText(before.node));
    if (written !== fingerprintText(after.node)) return match;
    return { ...match, status: before.unit.name === after.unit.name ? 'same behaviour' : 'renamed' };
  });
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
