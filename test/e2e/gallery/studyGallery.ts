import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openBoundedProgram } from '../../../src/analysis/boundedProgram.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { createRepositoryIndex } from '../../../src/analysis/repositoryIndex.ts';
import type { RepositoryIndex } from '../../../src/analysis/repositoryIndex.ts';
import { walkFolder } from '../../../src/analysis/walkFolder.ts';
import { createSandbox } from '../../../src/exercises/sandboxClient.ts';
import { openWorld } from '../../../src/exercises/worlds/openWorld.ts';
import { hoverCard } from '../../../src/explain/hoverCard.ts';
import { readSource } from '../../../src/safety/readSource.ts';
import { explainStudied } from '../../../src/stories/explainStudied.ts';
import { createCodeStudy } from '../../../src/stories/studyCode.ts';
import { systemClock as clock } from '../../../src/terms/clock.ts';
import type { UnitExercises } from '../../../src/terms/exercise.ts';
import type { Explanation, HoverCard } from '../../../src/terms/explanation.ts';
import { unknownOrigin } from '../../../src/terms/origin.ts';
import type { Unit } from '../../../src/terms/unit.ts';
import { sourceFolder } from './fetchPackages.ts';
import type { GalleryUnit } from './galleryUnits.ts';

export interface GalleryEntry {
  readonly of: GalleryUnit;
  readonly unit: Unit;
  /** The unit's own lines. */
  readonly code: string;
  readonly explanation: Explanation;
  /** As on code that nobody touched: the card that has to earn its place. */
  readonly card: HoverCard | undefined;
  readonly exercises?: UnitExercises;
}

/** More than a person is asked: readers of words alone need those that speak of no line. */
const mostQuestions = 6;

/** What the product says of each unit, by the same parts as its engine; with `ask`, its questions too. */
export async function studyGallery(units: readonly GalleryUnit[], { ask }: { readonly ask: boolean }): Promise<readonly GalleryEntry[]> {
  const indexes = new Map<string, RepositoryIndex>();
  const cache = createDocumentCache();
  const sandbox = createSandbox({ modulePath: join(import.meta.dirname, '../../../src/sandboxProcess.ts'), clock });
  const study = createCodeStudy({
    openProgram: (request) => openBoundedProgram({ ...request, cache }),
    indexOf: (root) => indexes.get(root),
    openWorld: async (unit, signal) => await openWorld(unit, { sandbox, seed: 1 }, signal),
    print: sandbox.print,
  });
  const entries: GalleryEntry[] = [];
  try {
    for (const of of units) {
      const root = sourceFolder(of);
      if (!indexes.has(root)) {
        const nothingKept = { loadAll: () => new Map(), save: () => undefined, keepOnly: () => undefined };
        const index = createRepositoryIndex({ root, listFiles: () => walkFolder(root), readFile: readSource, store: nothingKept, clock });
        await index.build();
        indexes.set(root, index);
      }
      const file = join(root, of.file);
      const text = readFileSync(file, 'utf8');
      const studied = study.study({ file, path: of.file, text }, { root, depth: 'types' });
      if (!studied.ok) throw new Error(`${of.name} ${of.file} is left alone: ${studied.reason}`);
      const found = studied.value.units.find(({ located }) => located.unit.name === of.unit);
      if (found === undefined) {
        throw new Error(
          `${of.name} ${of.file} has no ${of.unit}, but ${studied.value.units.map(({ located }) => located.unit.name).join(', ')}`,
        );
      }
      const { unit } = found.located;
      const card = hoverCard({ unit, facts: found.facts, outline: found.outline, origin: unknownOrigin, touched: false });
      const exercises = ask ? await study.ask(studied.value, found, { seed: 1, max: mostQuestions }) : undefined;
      const code = text
        .split(/\r?\n/u)
        .slice(unit.lines[0] - 1, unit.lines[1])
        .join('\n');
      entries.push({ of, unit, code, explanation: explainStudied(found), card, ...(exercises && { exercises }) });
      studied.value.program?.dispose();
    }
  } finally {
    sandbox.dispose();
  }
  return entries;
}
