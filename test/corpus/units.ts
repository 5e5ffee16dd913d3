import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import { createDocumentCache } from '../../src/analysis/documentCache.ts';
import { openWorld } from '../../src/exercises/worlds/openWorld.ts';
import { createSandbox } from '../../src/exercises/sandboxClient.ts';
import { createCodeStudy, type CodeStudy, type StudiedFile, type StudiedUnit } from '../../src/stories/studyCode.ts';
import { systemClock } from '../../src/terms/clock.ts';
import { isSubstantial } from '../../src/terms/unit.ts';
import { sampleOf } from './packages.ts';

export interface CorpusUnit {
  readonly file: StudiedFile;
  readonly studied: StudiedUnit;
  /** Milliseconds that studying its file took once the program around it was known. */
  readonly studyMs: number;
}

export interface CorpusStudy {
  readonly study: CodeStudy;
  /** Substantial functions, in an order of the seed, files in turn; studied with types as they come. */
  units(seed: number): Generator<CorpusUnit>;
  dispose(): void;
}

/** The engine's own way of reading code, over the corpus, or over copies of its files. */
export function corpusStudy(copyOf: (file: string) => string = (file) => file): CorpusStudy {
  const sandbox = createSandbox({ modulePath: new URL('../../src/sandboxProcess.ts', import.meta.url).pathname, clock: systemClock });
  const cache = createDocumentCache();
  const study = createCodeStudy({
    openProgram: (request) => openBoundedProgram({ ...request, cache }),
    indexOf: () => undefined,
    openWorld: async (unit, signal) => await openWorld(unit, { sandbox, seed: 1 }, signal),
    print: sandbox.print,
  });
  const read = (file: string): StudiedFile | undefined => {
    const root = rootOf(file);
    const studied = study.study({ file, path: file.slice(root.length + 1), text: readFileSync(file, 'utf8') }, { root, depth: 'types' });
    return studied.ok ? studied.value : undefined;
  };
  return {
    study,
    *units(seed) {
      for (const file of sampleOf(seed).map(copyOf)) {
        read(file);
        const startedAt = performance.now();
        const again = read(file);
        const studyMs = performance.now() - startedAt;
        if (again === undefined) continue;
        const units = again.units.filter(({ located: { unit } }) => isSubstantial(unit) && unit.kind !== 'class' && unit.kind !== 'module');
        for (const studied of units) yield { file: again, studied, studyMs };
      }
    },
    dispose: () => sandbox.dispose(),
  };
}

/** The package's own folder: it has a `package.json`. */
function rootOf(file: string): string {
  return dirname(file.slice(0, file.lastIndexOf('/src/') + 5));
}
