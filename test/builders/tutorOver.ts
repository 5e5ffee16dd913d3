import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDocumentCache } from '../../src/analysis/documentCache.ts';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import { walkFolder } from '../../src/analysis/walkFolder.ts';
import { createAgentRuns } from '../../src/changes/agentRun.ts';
import { createOriginTracker } from '../../src/changes/originTracker.ts';
import { openWorld } from '../../src/exercises/worlds/openWorld.ts';
import { createSandbox } from '../../src/exercises/sandboxClient.ts';
import { openRepository } from '../../src/git/repository.ts';
import { readSource } from '../../src/safety/readSource.ts';
import { openStore } from '../../src/store/openStore.ts';
import { createProjects } from '../../src/stories/projects.ts';
import { createCodeStudy } from '../../src/stories/studyCode.ts';
import type { ChangeSummary } from '../../src/terms/change.ts';
import { systemClock } from '../../src/terms/clock.ts';
import type { DocumentView } from '../../src/terms/documentView.ts';
import { createTutor } from '../../src/tutor.ts';
import type { RunningTutor } from '../../src/tutor.ts';
import type { FakeClock } from '../fakes/fakeClock.ts';

/** A real tutor over a real folder: real analysis, sandbox, git and database; only time stands still until the test moves it. */
export interface TutorOver {
  readonly tutor: RunningTutor;
  /** The latest view of each document. */
  readonly views: ReadonlyMap<string, DocumentView>;
  /** The latest list of changes. */
  changes(): readonly ChangeSummary[];
  readonly notices: readonly string[];
  /** Resolves when the index of a folder is built. */
  readonly indexed: Promise<void>;
  /** Moves the clock so that documents and changes settle, and waits for what is proven in the background. */
  settle(): Promise<void>;
  dispose(): void;
}

const sandboxModule = new URL('../../src/sandboxProcess.ts', import.meta.url).pathname;

export function tutorOver(clock: FakeClock, databaseFile?: string): TutorOver {
  const views = new Map<string, DocumentView>();
  let changes: readonly ChangeSummary[] = [];
  const notices: string[] = [];
  const { promise: indexed, resolve: isIndexed } = Promise.withResolvers<void>();
  const store = openStore({ file: databaseFile, clock });
  const sandbox = createSandbox({ modulePath: sandboxModule, clock: systemClock });
  const projects = createProjects({
    openRepository,
    walkFolder,
    readFile: readSource,
    store: store.index,
    clock,
    log(sentence) {
      notices.push(sentence);
      isIndexed();
    },
  });
  const cache = createDocumentCache();
  const study = createCodeStudy({
    openProgram: (request) => openBoundedProgram({ ...request, cache }),
    indexOf: projects.indexOf,
    openWorld: async (unit, signal) => await openWorld(unit, { sandbox, seed: 1 }, signal),
    print: sandbox.print,
  });
  const tutor = createTutor({
    commitLines: store.commitLines,
    segments: store.segments,
    changes: store.changes,
    exercises: store.exercises,
    answers: store.answers,
    leases: store.leases,
    holder: 'this window',
    study,
    origins: createOriginTracker({ store: store.segments, clock, knownToGit: projects.knownToGit }),
    agentRuns: createAgentRuns({ clock, readFile: readSource, repository: projects.repository }),
    projects,
    events: {
      view: (view) => void views.set(view.uri, view),
      changes: (list) => void (changes = list),
      notice: (sentence) => void notices.push(sentence),
    },
    clock,
    readFile: readSource,
    seed: 1,
  });
  return {
    tutor,
    views,
    changes: () => changes,
    notices,
    indexed,
    async settle() {
      // Documents settle in two steps, syntax then types; what they ask for in the background is waited for in between.
      for (let step = 0; step < 4; step++) {
        clock.advance(1_500);
        await new Promise((resolve) => setImmediate(resolve));
        await tutor.settled();
      }
    },
    dispose() {
      tutor.dispose();
      sandbox.dispose();
      store.close();
    },
  };
}

/** A folder that is gone after the test. */
export function temporaryFolder(test: { after(task: () => void): void }, name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
