import { createAgentRuns } from './changes/agentRun.ts';
import { createLocalTranscripts } from './changes/transcripts/localTranscripts.ts';
import { createOriginTracker } from './changes/originTracker.ts';
import { openBoundedProgram } from './analysis/boundedProgram.ts';
import { createDocumentCache } from './analysis/documentCache.ts';
import { walkFolder } from './analysis/walkFolder.ts';
import type { FromEngine, ToEngine } from './engineProtocol.ts';
import { createRemoteHost, serveTutor } from './engineProtocol.ts';
import { createSandbox } from './exercises/sandboxClient.ts';
import { openWorld } from './exercises/worlds/openWorld.ts';
import { openRepository } from './git/repository.ts';
import { createModelDesk } from './llm/askModel.ts';
import { createBudget } from './llm/budget.ts';
import { chosenModel } from './llm/chosenModel.ts';
import { randomUUID } from 'node:crypto';
import { lookAtSource, readSource } from './safety/readSource.ts';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openStore } from './store/openStore.ts';
import { createModelTalk } from './stories/askedModel.ts';
import { createProjects } from './stories/projects.ts';
import { recallLines } from './stories/recallLines.ts';
import { createCodeStudy } from './stories/studyCode.ts';
import { systemClock as clock } from './terms/clock.ts';
import { createTutor } from './tutor.ts';
import type { Origin } from './terms/origin.ts';
import type { TutorEvents } from './tutor.ts';

const aliveEveryMs = 5_000;
/** Parsed files are a comfort: above this they are given up before the host has to replace the engine. */
const comfortableRssBytes = 800_000_000;
const seed = 1;

interface RunningEngine {
  receive(message: ToEngine): void;
  /** Resident memory in bytes; lets go of what can be had again when it is too much. */
  watchMemory(): number;
  dispose(): void;
}

/** The engine process: `argv[2]` is the database, shared by all windows. Builds the tutor and serves it until its parent is gone. */
function runEngine(entry: string, storageFile: string, send: (message: FromEngine) => void): RunningEngine {
  const event =
    (name: keyof TutorEvents) =>
    (value: unknown): void =>
      send({ type: 'event', name, value });
  const events: TutorEvents = { view: event('view'), changes: event('changes'), said: event('said'), notice: event('notice') };
  const store = openStore({ file: storageFile, clock });
  if (store.notice !== undefined) events.notice(store.notice);
  const sandbox = createSandbox({ modulePath: join(dirname(entry), 'sandboxProcess.js'), clock });
  const projects = createProjects({
    openRepository,
    walkFolder,
    readFile: readSource,
    lookAt: lookAtSource,
    store: store.index,
    clock,
    log: events.notice,
  });
  const cache = createDocumentCache();
  const openProgram: typeof openBoundedProgram = (request) => openBoundedProgram({ ...request, cache });
  const study = createCodeStudy({
    openProgram,
    indexOf: projects.indexOf,
    openWorld: async (unit, signal) => await openWorld(unit, { sandbox, seed }, signal),
    print: sandbox.print,
  });
  const transcripts = createLocalTranscripts(clock.now);
  // One document after the other: a window that opens shows many, and git would be started for all of them at once.
  let turn: Promise<ReadonlyMap<number, Origin>> = Promise.resolve(new Map<number, Origin>());
  const history = async (file: string, text: string, root?: string): Promise<ReadonlyMap<number, Origin>> => {
    const parts = { ...projects, readText: readSource, commitLines: store.commitLines, transcripts };
    turn = turn
      .then(async () => await recallLines({ file, text, ...(root !== undefined && { root }) }, parts))
      .catch((error: unknown) => {
        events.notice(`Who wrote ${file} could not be looked up: ${String(error)}`);
        return new Map<number, Origin>();
      });
    return await turn;
  };
  const origins = createOriginTracker({ store: store.segments, clock, knownToGit: projects.knownToGit, history });
  const agentRuns = createAgentRuns({
    clock,
    readFile: readSource,
    repositoryOf: projects.repositoryOf,
    transcripts: transcripts.edits,
    lastKnown: (file) => origins.text(pathToFileURL(file).href),
    madeInEditor: (file, text) => origins.madeHere(pathToFileURL(file).href, text),
  });
  const remote = createRemoteHost(send);
  const talk = createModelTalk({
    chosenModel: async () => await chosenModel({ host: remote.host, clock, fetch, log: events.notice }),
    desk: createModelDesk({ budget: createBudget({ store: store.models, clock }), clock, random: Math.random }),
    store: store.models,
    clock,
    randomMark: () => randomUUID().replaceAll('-', '').slice(0, 16),
    onProgress: events.said,
  });
  const tutor = createTutor({
    changes: store.changes,
    commitLines: store.commitLines,
    transcripts,
    whys: store.whys,
    segments: store.segments,
    exercises: store.exercises,
    answers: store.answers,
    leases: store.leases,
    data: store.data,
    models: store.models,
    talk,
    holder: randomUUID(),
    study,
    openProgram,
    origins,
    agentRuns,
    projects,
    events,
    clock,
    readFile: readSource,
    seed,
  });
  const server = serveTutor(tutor, send);
  return {
    receive(message) {
      server.receive(message);
      remote.receive(message);
    },
    watchMemory() {
      const rssBytes = process.memoryUsage.rss();
      if (rssBytes > comfortableRssBytes) cache.clear();
      return rssBytes;
    },
    dispose() {
      server.dispose();
      remote.dispose();
      tutor.dispose();
      sandbox.dispose();
      store.close();
    },
  };
}

const [, entry, storageFile] = process.argv;
if (process.send !== undefined && entry !== undefined && storageFile !== undefined) {
  const send = (message: FromEngine): void => void (process.connected && process.send?.(message));
  const engine = runEngine(entry, storageFile, send);
  process.on('message', (message) => engine.receive(message as ToEngine));
  const alive = setInterval(() => send({ type: 'alive', rssBytes: engine.watchMemory() }), aliveEveryMs);
  process.once('disconnect', () => {
    clearInterval(alive);
    engine.dispose();
    process.exit(0);
  });
}
