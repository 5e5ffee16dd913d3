import { ts } from 'ts-morph';
import type { LocatedUnit } from './sourceText.ts';
import type { CodeTrace, UnitMatch } from './unitMatch.ts';
import { bodyShapeOf, type UnitShape } from './unitShape.ts';

/** Share of a unit's runs that must be found elsewhere; less where a call says already that it belongs there. */
const shareUncalled = 0.7;
const shareCalled = 0.45;
/** Below that a body is too common to say where it comes from. */
const fewestRuns = 12;

/** Adds to new and removed units where their code came from or went, as far as that is told by the code itself. */
export function traceCode(matches: readonly UnitMatch[]): readonly UnitMatch[] {
  const added = matches.filter(({ status }) => status === 'new');
  const gone = matches.filter(({ status }) => status === 'removed');
  if (added.length + gone.length === 0) return matches;
  const shapes = new Map<LocatedUnit, UnitShape>();
  const shape = (located: LocatedUnit): UnitShape => {
    const known = shapes.get(located) ?? bodyShapeOf(located);
    shapes.set(located, known);
    return known;
  };
  const edited = matches.filter((match): match is Required<Pick<UnitMatch, 'before' | 'after'>> & UnitMatch => match.status === 'edited');

  const traced = new Map<UnitMatch, CodeTrace>();
  for (const match of added) {
    const { after } = match;
    if (!after || shape(after).total < fewestRuns) continue;
    const donors = edited
      .filter((other) => !isWithin(after, other.after) || calls(other.after, after))
      .map(({ before, after: now }) => ({
        before,
        isCalled: calls(now, after),
        share: shareOf(shape(after), without(shape(before), shape(now))),
      }))
      .filter(({ share, isCalled }) => share >= (isCalled ? shareCalled : shareUncalled))
      .toSorted((left, right) => Number(right.isCalled) - Number(left.isCalled) || right.share - left.share);
    // A class holds what its members hold.
    const donor = donors.find(({ before }) => !donors.some((other) => other.before !== before && isWithin(other.before, before)));
    if (donor) traced.set(match, { how: donor.isCalled ? 'extracted' : 'split', with: donor.before });
    else {
      const parent = gone.find(
        ({ before }) => before && shape(before).total > shape(after).total && shareOf(shape(after), shape(before)) >= shareUncalled,
      );
      if (parent?.before) traced.set(match, { how: 'split', with: parent.before });
    }
  }
  for (const match of gone) {
    const { before } = match;
    if (!before || shape(before).total < fewestRuns) continue;
    const takers = edited
      .filter((other) => !isWithin(before, other.before) || calls(other.before, before))
      .map(({ before: old, after }) => ({
        after,
        wasCalled: calls(old, before),
        share: shareOf(shape(before), without(shape(after), shape(old))),
      }))
      .filter(({ share, wasCalled }) => share >= (wasCalled ? shareCalled : shareUncalled))
      .toSorted((left, right) => Number(right.wasCalled) - Number(left.wasCalled) || right.share - left.share);
    const taker = takers.find(({ after }) => !takers.some((other) => other.after !== after && isWithin(other.after, after)));
    if (taker) traced.set(match, { how: taker.wasCalled ? 'inlined' : 'merged', with: taker.after });
    else {
      const whole = added.find(
        ({ after }) => after && shape(after).total > shape(before).total && shareOf(shape(before), shape(after)) >= shareUncalled,
      );
      if (whole?.after) traced.set(match, { how: 'merged', with: whole.after });
    }
  }
  return matches.map((match) => {
    const trace = traced.get(match);
    return trace ? { ...match, trace } : match;
  });
}

/** The runs that `whole` has more often than `part`. */
function without(whole: UnitShape, part: UnitShape): UnitShape {
  const counts = new Map<string, number>();
  let total = 0;
  for (const [run, count] of whole.counts) {
    const left = count - (part.counts.get(run) ?? 0);
    if (left <= 0) continue;
    counts.set(run, left);
    total += left;
  }
  return { counts, total };
}

/** How much of `part` is found in `whole`: 0–1. */
function shareOf(part: UnitShape, whole: UnitShape): number {
  let common = 0;
  for (const [run, count] of part.counts) common += Math.min(count, whole.counts.get(run) ?? 0);
  return common / part.total;
}

/** Whether a unit mentions another one's last name, outside of that one. */
function calls(caller: LocatedUnit, callee: LocatedUnit): boolean {
  const name = callee.unit.name.slice(callee.unit.name.lastIndexOf('.') + 1);
  const visit = (node: ts.Node): boolean =>
    node !== callee.node &&
    ((ts.isIdentifier(node) && node.text === name && !isDeclarationName(node)) || (ts.forEachChild(node, visit) ?? false));
  return ts.forEachChild(caller.node, visit) ?? false;
}

function isDeclarationName(node: ts.Identifier): boolean {
  const { parent } = node;
  return (ts.isFunctionLike(parent) || ts.isClassLike(parent) || ts.isVariableDeclaration(parent)) && parent.name === node;
}

function isWithin(inner: LocatedUnit, outer: LocatedUnit): boolean {
  return inner.sourceFile === outer.sourceFile && inner.node.pos >= outer.node.pos && inner.node.end <= outer.node.end;
}
