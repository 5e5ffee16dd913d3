import { firstUses } from '../analysis/firstUses.ts';
import type { Fact } from '../terms/fact.ts';
import { factsAcross } from './factsAcross.ts';
import type { StudiedUnit } from './studyCode.ts';

/** What a change altered of a unit, and what of packages it brought into the file; the latter first, for a new unit too. */
export function alteredFacts(
  { located, packageUses }: Pick<StudiedUnit, 'located' | 'packageUses'>,
  before: string,
): { readonly before: readonly Fact[]; readonly now: readonly Fact[] } {
  const across = factsAcross(located, before);
  const brought = firstUses(packageUses(), located.sourceFile.fileName, before);
  return { before: across?.before ?? [], now: [...brought, ...(across?.now ?? [])] };
}
