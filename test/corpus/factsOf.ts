import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import { detectFacts } from '../../src/analysis/detectFacts.ts';
import { createDocumentCache } from '../../src/analysis/documentCache.ts';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { outlineOf } from '../../src/analysis/outline/outlineOf.ts';
import { createRepositoryIndex } from '../../src/analysis/repositoryIndex.ts';
import { skipReason } from '../../src/analysis/skipReason.ts';
import type { LocatedUnit } from '../../src/analysis/sourceText.ts';
import { walkFolder } from '../../src/analysis/walkFolder.ts';
import { seededRandom, shuffled } from '../../src/exercises/seededRandom.ts';
import { worthListing, worthSaying } from '../../src/explain/explainUnit.ts';
import { readSource } from '../../src/safety/readSource.ts';
import { openStore } from '../../src/store/openStore.ts';
import { systemClock as clock } from '../../src/terms/clock.ts';
import type { Fact } from '../../src/terms/fact.ts';
import type { Outline } from '../../src/terms/outline.ts';
import { isSubstantial } from '../../src/terms/unit.ts';
import { sourceFiles } from './changesBetween.ts';

/** One substantial unit and its non-obvious facts: by syntax alone, with types, with types and references. */
export interface UnitFacts {
  readonly package: string;
  readonly located: LocatedUnit;
  readonly bySyntax: readonly Fact[];
  readonly byTypes: readonly Fact[];
  readonly byReferences: readonly Fact[];
  /** What the sidebar may list of it, with types and references: also what is below the surprise that interrupts. */
  readonly listed: readonly Fact[];
  readonly outline: Outline;
}

/** The substantial units of one package, file by file in an order drawn by seed, until at least `most` were read. */
export async function factsOf(
  name: string,
  root: string,
  options: { readonly seed: number; readonly most: number },
): Promise<readonly UnitFacts[]> {
  const store = openStore({ file: undefined, clock });
  const index = createRepositoryIndex({ root, listFiles: () => walkFolder(root), readFile: readSource, store: store.index, clock });
  await index.build();
  const cache = createDocumentCache();
  const found: UnitFacts[] = [];
  for (const path of shuffled(sourceFiles(root), seededRandom(options.seed))) {
    if (found.length >= options.most) break;
    const file = join(root, path);
    const text = readFileSync(file, 'utf8');
    if (skipReason(path, text) !== undefined) continue;
    const program = openBoundedProgram({ entry: file, overlays: new Map(), root, cache });
    const sourceFile = program.sourceFile(file);
    if (!sourceFile) continue;
    const { checker } = program;
    const placement = index.placementOf(file);
    const isOnlyUserOf = (packageName: string): boolean => index.isOnlyUserOf(file, packageName);
    for (const located of locateUnits(sourceFile, path)) {
      if (!isSubstantial(located.unit)) continue;
      const callSites = index.callSitesOf(file, located.unit.name);
      const everything = { checker, callSites, isOnlyUserOf, ...(placement && { placement }) };
      const all = detectFacts(located, everything);
      found.push({
        package: name,
        located,
        bySyntax: worth(detectFacts(located, { callSites: [] })),
        byTypes: worth(detectFacts(located, { callSites: [], checker })),
        byReferences: worth(all),
        listed: all.filter(({ surprise }) => surprise >= worthListing),
        outline: outlineOf(located, everything),
      });
    }
  }
  store.close();
  return found;
}

function worth(facts: readonly Fact[]): readonly Fact[] {
  return facts.filter(({ surprise }) => surprise >= worthSaying);
}
