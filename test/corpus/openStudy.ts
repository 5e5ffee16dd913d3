import { fileURLToPath } from 'node:url';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import { createDocumentCache } from '../../src/analysis/documentCache.ts';
import { createRepositoryIndex } from '../../src/analysis/repositoryIndex.ts';
import { walkFolder } from '../../src/analysis/walkFolder.ts';
import { openWorld } from '../../src/exercises/worlds/openWorld.ts';
import type { TriedKind } from '../../src/exercises/proposeExercises.ts';
import type { World } from '../../src/exercises/worlds/world.ts';
import { createSandbox } from '../../src/exercises/sandboxClient.ts';
import { readSource } from '../../src/safety/readSource.ts';
import { openStore } from '../../src/store/openStore.ts';
import { createCodeStudy, type CodeStudy } from '../../src/stories/studyCode.ts';
import { systemClock as clock } from '../../src/terms/clock.ts';

/** The product's own study of the project in `root`, callers included, and each world it opens; dispose of it when done. */
export async function openStudy(
  root: string,
  seed: number,
  { onWorld, onKind }: { readonly onWorld?: (world: World) => void; readonly onKind?: (tried: TriedKind) => void } = {},
): Promise<{ readonly study: CodeStudy; dispose(): void }> {
  const sandbox = createSandbox({ modulePath: fileURLToPath(new URL('../../src/sandboxProcess.ts', import.meta.url)), clock });
  const store = openStore({ file: undefined, clock });
  const cache = createDocumentCache();
  const index = createRepositoryIndex({ root, listFiles: () => walkFolder(root), readFile: readSource, store: store.index, clock });
  await index.build();
  const study = createCodeStudy({
    openProgram: (request) => openBoundedProgram({ ...request, cache }),
    indexOf: () => index,
    openWorld: async (unit, signal) => {
      const world = await openWorld(unit, { sandbox, seed }, signal);
      if (world.ok) onWorld?.(world.value);
      return world;
    },
    print: sandbox.print,
    ...(onKind && { onKind }),
  });
  return {
    study,
    dispose() {
      sandbox.dispose();
      store.close();
    },
  };
}
