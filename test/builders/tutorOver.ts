import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDocumentCache } from '../../src/analysis/documentCache.ts';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import { walkFolder } from '../../src/analysis/walkFolder.ts';
import { createAgentRuns } from '../../src/changes/agentRun.ts';
import { createLocalTranscripts } from '../../src/changes/transcripts/localTranscripts.ts';
import { createOriginTracker } from '../../src/changes/originTracker.ts';
import { openWorld } from '../../src/exercises/worlds/openWorld.ts';
import { createSandbox } from '../../src/exercises/sandboxClient.ts';
import type { EditorHost } from '../../src/editorHost.ts';
import { openRepository } from '../../src/git/repository.ts';
import { createModelDesk } from '../../src/llm/askModel.ts';
import { createBudget } from '../../src/llm/budget.ts';
import { chosenModel } from '../../src/llm/chosenModel.ts';
import type { ModelStore } from '../../src/llm/modelStore.ts';
import { readSource } from '../../src/safety/readSource.ts';
import { openStore } from '../../src/store/openStore.ts';
import { createModelTalk } from '../../src/stories/askedModel.ts';
import { recallLines } from '../../src/stories/recallLines.ts';
import { createProjects } from '../../src/stories/projects.ts';
import { createCodeStudy } from '../../src/stories/studyCode.ts';
import type { ChangeSummary } from '../../src/terms/change.ts';
import { systemClock } from '../../src/terms/clock.ts';
import type { ModelProgress } from '../../src/terms/model.ts';
import type { DocumentView } from '../../src/terms/documentView.ts';
import { createTutor } from '../../src/tutor.ts';
import type { RunningTutor } from '../../src/tutor.ts';
import type { FakeClock } from '../fakes/fakeClock.ts';
import { silentHost } from '../fakes/silentHost.ts';

/** A real tutor over a real folder: real analysis, sandbox, git and database; only time stands still until the test moves it. */
export interface TutorOver {
  readonly tutor: RunningTutor;
  /** The latest view of each document. */
  readonly views: ReadonlyMap<string, DocumentView>;
  /** The latest list of changes. */
  changes(): readonly ChangeSummary[];
  readonly notices: readonly string[];
  /** What was drawn of a model's answers on their way. */
  readonly progress: readonly ModelProgress[];
  readonly models: ModelStore;
  /** Resolves when the index of a folder is built. */
  readonly indexed: Promise<void>;
  /** Moves the clock so that documents and changes settle, and waits for what is proven in the background. */
  settle(): Promise<void>;
  dispose(): void;
}

const sandboxModule = new URL('../../src/sandboxProcess.ts', import.meta.url).pathname;

export function tutorOver(
  clock: FakeClock,
  databaseFile?: string,
  host: EditorHost = silentHost(),
  home = '/nowhere',
  holder = 'this window',
): TutorOver {
  const views = new Map<string, DocumentView>();
  let changes: readonly ChangeSummary[] = [];
  const notices: string[] = [];
  const progress: ModelProgress[] = [];
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
  const transcripts = createLocalTranscripts(() => Date.now(), home);
  const recallParts = { ...projects, readText: readSource, commitLines: store.commitLines, transcripts };
  // As in the engine, what was still being looked up when it ends is dropped.
  const history = async (file: string, text: string, root?: string): ReturnType<typeof recallLines> =>
    await recallLines({ file, text, ...(root !== undefined && { root }) }, recallParts).catch((error: unknown) => {
      notices.push(String(error));
      return new Map();
    });
  const cache = createDocumentCache();
  const openProgram: typeof openBoundedProgram = (request) => openBoundedProgram({ ...request, cache });
  const study = createCodeStudy({
    openProgram,
    indexOf: projects.indexOf,
    openWorld: async (unit, signal) => await openWorld(unit, { sandbox, seed: 1 }, signal),
    print: sandbox.print,
  });
  const tutor = createTutor({
    commitLines: store.commitLines,
    segments: store.segments,
    transcripts,
    whys: store.whys,
    changes: store.changes,
    exercises: store.exercises,
    answers: store.answers,
    leases: store.leases,
    data: store.data,
    models: store.models,
    talk: createModelTalk({
      chosenModel: async () => await chosenModel({ host, clock, fetch, log: (sentence) => void notices.push(sentence) }),
      desk: createModelDesk({ budget: createBudget({ store: store.models, clock }), clock, random: () => 0.5 }),
      store: store.models,
      clock,
      randomMark: () => randomUUID().replaceAll('-', '').slice(0, 16),
      onProgress: (update) => void progress.push(update),
    }),
    holder,
    study,
    openProgram,
    origins: createOriginTracker({ store: store.segments, clock, knownToGit: projects.knownToGit, history }),
    agentRuns: createAgentRuns({ clock, readFile: readSource, repositoryOf: projects.repositoryOf, transcripts: transcripts.edits }),
    projects,
    events: {
      view: (view) => void views.set(view.uri, view),
      changes: (list) => void (changes = list),
      said: (update) => void progress.push(update),
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
    progress,
    models: store.models,
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
