import { detectFacts } from '../analysis/detectFacts.ts';
import { locateUnits } from '../analysis/locateUnits.ts';
import { matchUnits } from '../analysis/matchUnits.ts';
import { movedCode } from '../analysis/movedCode.ts';
import { parseSource } from '../analysis/parseSource.ts';
import type { LocatedUnit } from '../analysis/sourceText.ts';
import type { Fact } from '../terms/fact.ts';

/**
 * What is proven of a unit now and of the same unit in the file's older text, both by syntax alone: a fact that types prove today was not
 * looked for before. Nothing for a unit that is new, or does the same as before.
 */
export function factsAcross(
  now: LocatedUnit,
  before: string,
): { readonly before: readonly Fact[]; readonly now: readonly Fact[] } | undefined {
  const { sourceFile, unit } = now;
  const old = locateUnits(parseSource(sourceFile.fileName, before), unit.path);
  const match = matchUnits(old, locateUnits(sourceFile, unit.path)).find(
    ({ after }) => after?.unit.key === unit.key && after.unit.name === unit.name,
  );
  if (match?.before === undefined || match.status !== 'edited') return undefined;
  // What went into another function still holds, only not here.
  if (movedCode(match.before.node.getText(match.before.sourceFile), now, { olderFile: match.before.sourceFile })) return undefined;
  const without = { callSites: [] };
  return { before: detectFacts(match.before, without), now: detectFacts(now, without) };
}
