import { openBoundedProgram } from '../../../src/analysis/boundedProgram.ts';
import type { ConceptDetector } from '../../../src/analysis/conceptDetector.ts';
import { detectConcepts } from '../../../src/analysis/detectConcepts.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { locateUnits } from '../../../src/analysis/locateUnits.ts';
import { parseSource } from '../../../src/analysis/parseSource.ts';
import { memoryHost } from '../memoryHost.ts';

/** One concept in the shape production code has, and code that looks alike and does not show it. */
export interface ConceptCase {
  readonly id: string;
  readonly shows: string;
  readonly why: string;
  readonly near: string;
  /** Read with types; both texts then. */
  readonly typed?: true;
}

const cache = createDocumentCache();
const file = '/repo/cart.tsx';

/** Why each concept matters in any unit of the text; the first unit that shows it speaks. */
function whysIn(text: string, typed: boolean): ReadonlyMap<string, string> {
  const host = memoryHost({ [file]: text, '/repo/tsconfig.json': '{ "compilerOptions": { "strict": true, "lib": ["ESNext", "DOM"] } }' });
  const program = typed ? openBoundedProgram({ entry: file, overlays: new Map(), root: '/repo', host, cache }) : undefined;
  const sourceFile = program?.sourceFile(file) ?? parseSource(file, text);
  const whys = new Map<string, string>();
  for (const located of locateUnits(sourceFile, 'cart.tsx'))
    for (const { id, why } of detectConcepts(located, program?.checker)) if (!whys.has(id)) whys.set(id, why);
  return whys;
}

/** What is wrong with how a concept is told in its case and not told in the near miss; nothing when all is well. */
export function caseProblems({ id, shows, why, near, typed }: ConceptCase): readonly string[] {
  const told = whysIn(shows, typed === true).get(id);
  const missed = whysIn(near, typed === true).get(id);
  return [...(told === why ? [] : [`said: ${told ?? 'nothing'}`]), ...(missed === undefined ? [] : [`said of the near miss: ${missed}`])];
}

/** Detectors of the family without a case, and ids that two of them share. */
export function familyProblems(family: readonly ConceptDetector[], cases: readonly ConceptCase[]): readonly string[] {
  const ids = family.map(({ id }) => id);
  return [...ids.filter((id) => !cases.some((each) => each.id === id)), ...ids.filter((id, index) => ids.indexOf(id) !== index)];
}
