import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../package.json' with { type: 'json' };
import { openBoundedProgram } from './analysis/boundedProgram.ts';
import { createDocumentCache } from './analysis/documentCache.ts';
import { createRepositoryIndex } from './analysis/repositoryIndex.ts';
import { walkFolder } from './analysis/walkFolder.ts';
import { createLocalTranscripts } from './changes/transcripts/localTranscripts.ts';
import { readRange } from './changes/rangeChange.ts';
import { blamedJson, checkedJson, explainedJson } from './cliJson.ts';
import { blamedText, checkedText, explainedText, indexedText, paperFor, createSpeaker, type Speaker } from './cliOutput.ts';
import { openWorld } from './exercises/worlds/openWorld.ts';
import { createSandbox } from './exercises/sandboxClient.ts';
import { parseOptions, usage, type Options } from './cliOptions.ts';
import { openRepository } from './git/repository.ts';
import { lookAtSource, readSource } from './safety/readSource.ts';
import { visibleText } from './safety/visibleText.ts';
import { openStore } from './store/openStore.ts';
import { askedFiles, changedFiles, checkFile, explainFile, mostValuable } from './stories/askedCode.ts';
import type { AskedFile, ReadFile } from './stories/askedCode.ts';
import { blame } from './stories/blamed.ts';
import { inputAt, unusable, type Found } from './stories/inputAt.ts';
import { createCodeStudy } from './stories/studyCode.ts';
import { packagesChanged } from './stories/packagesChanged.ts';
import { createUnitCommits } from './stories/unitCommits.ts';
import type { Change } from './terms/change.ts';
import { systemClock as clock } from './terms/clock.ts';

const exit = { fine: 0, usage: 2, nothing: 3, unreadable: 4, interrupted: 130 } as const;
/** Without `--max`, `check` shows every question that passed the gates. */
const everyQuestion = 1_000;

/** Only the index of files is kept here: it can be deleted at any time. */
function cacheFile(): string {
  const folder = process.env['XDG_CACHE_HOME'] ?? '';
  return join(folder.startsWith('/') ? folder : join(homedir(), '.cache'), 'understand-this', 'index.db');
}

interface Asked {
  readonly root: string;
  /** What is asked about, where it is a change. */
  readonly change?: Change;
  readonly files: readonly AskedFile[];
  /** Where callers are looked for: absolute, or relative to the root. */
  readonly surroundings: readonly string[];
}

async function whatIsAsked({ command, target }: Options, signal: AbortSignal): Promise<Found<Asked>> {
  if (typeof target === 'string') {
    const input = await inputAt(target, { openRepository, walkFolder }, signal);
    if (!input.ok) return input;
    const { root, folder, paths, surroundings } = input.value;
    if (command !== 'index') return { ok: true, value: { root, surroundings, files: askedFiles(input.value) } };
    if (folder === undefined) return unusable('unreadable', `${target} is not a folder.`);
    return { ok: true, value: { root: folder, files: [], surroundings: paths.map((path) => `${root}/${path}`) } };
  }
  const repository = await openRepository(target.repo, signal);
  if (!repository.ok) return unusable('unreadable', `${target.repo}: ${repository.reason}`);
  const change = await readRange(repository.value, target.from, target.to, signal);
  if (!change.ok) return unusable('unreadable', change.reason);
  const files = changedFiles(change.value);
  if (files.length === 0 && change.value.manifests?.length === 0)
    return unusable('nothing', `${target.from}..${target.to} changes no TypeScript or JavaScript.`);
  const listed = await repository.value.listFiles(signal);
  return { ok: true, value: { root: repository.value.root, change: change.value, files, surroundings: listed.ok ? listed.value : [] } };
}

/** Reads file by file; one that breaks the analysis is named and left out. Fails when nothing was read at all. */
async function readEach<Unit>(
  files: readonly AskedFile[],
  speaker: Speaker,
  signal: AbortSignal,
  read: (file: AskedFile) => Promise<Found<ReadFile<Unit>>>,
): Promise<Found<readonly Unit[]>> {
  const units: Unit[] = [];
  let nothing = unusable('nothing', 'No function or class is new or does something else than before.');
  for (const [position, file] of files.entries()) {
    speaker.progress(position, files.length, file.path);
    signal.throwIfAborted();
    const found = await read(file).catch((error: unknown) => {
      signal.throwIfAborted();
      return unusable('unreadable', `${file.path} could not be analysed: ${messageOf(error)}`);
    });
    if (found.ok) {
      units.push(...found.value.units);
      for (const warning of found.value.warnings) speaker.warn(`${file.path}: ${warning}`);
    } else {
      nothing = found;
      if (files.length > 1 && found.kind === 'unreadable') speaker.warn(found.reason);
    }
  }
  speaker.progress(files.length, files.length, '');
  return units.length > 0 ? { ok: true, value: units } : nothing;
}

/** Runs a command to its whole output. */
async function run(options: Options, signal: AbortSignal): Promise<Found<string>> {
  const speaker = createSpeaker(options.quiet);
  const isBlame = options.command === 'blame';
  if (options.store !== undefined && !existsSync(options.store)) return unusable('unreadable', `${options.store} does not exist.`);
  const store = openStore({ file: isBlame ? options.store : cacheFile(), clock });
  const learned = isBlame ? store : openStore({ file: options.store, clock });
  const transcripts = createLocalTranscripts(clock.now);
  transcripts.allow(options.transcripts);
  const ownPath = fileURLToPath(import.meta.url);
  const sandbox = createSandbox({ modulePath: join(dirname(ownPath), `sandboxProcess${extname(ownPath)}`), clock });
  const paper = paperFor(process.stdout, process.env);
  const cache = createDocumentCache();
  const output = (text: string, json: object): Found<string> => {
    const document = { schema: 1, tool: 'understand-this', version: manifest.version, ...json };
    return { ok: true, value: options.json ? JSON.stringify(document) : text };
  };
  try {
    if (isBlame) {
      if (store.notice !== undefined) speaker.warn(store.notice);
      const parts = {
        openRepository,
        walkFolder,
        readText: readSource,
        segments: store.segments,
        commitLines: store.commitLines,
        transcripts,
        onProgress: speaker.progress,
      };
      const blamed = await blame(options.target, parts, signal);
      return blamed.ok ? output(blamedText(blamed.value, paper), blamedJson(blamed.value)) : blamed;
    }
    const asked = await whatIsAsked(options, signal);
    if (!asked.ok) return asked;
    const { root, surroundings, files, change } = asked.value;
    const listed = (): Promise<readonly string[]> => Promise.resolve(surroundings);
    const index = createRepositoryIndex({ root, listFiles: listed, readFile: readSource, lookAt: lookAtSource, store: store.index, clock });
    const summary = await index.build(signal, (done, total) => speaker.progress(done, total, 'reading'));
    if (options.command === 'index') return output(indexedText(summary, paper), summary);
    const openProgram: typeof openBoundedProgram = (request) => openBoundedProgram({ ...request, cache });
    const found = change === undefined ? undefined : await packagesChanged(change, { index, readText: readSource, openProgram }, signal);
    /** Where a change only moves packages, that is what there is to say. */
    const orNone = <Unit>(units: Found<readonly Unit[]>): Found<readonly Unit[]> =>
      !units.ok && units.kind === 'nothing' && found !== undefined && found.length > 0 ? { ok: true, value: [] } : units;
    const study = createCodeStudy({
      openProgram,
      indexOf: () => index,
      openWorld: async (unit, stopped) => await openWorld(unit, { sandbox, seed: options.seed }, stopped),
      print: sandbox.print,
    });
    const parts = { root, study, readText: readSource, options: { seed: options.seed, max: everyQuestion } };
    if (options.command === 'explain') {
      const repository = await openRepository(root, signal);
      const history = repository.ok ? { commits: createUnitCommits(repository.value) } : {};
      const told = { ...parts, ...history, why: { transcripts, whys: learned.whys } };
      const units = orNone(await readEach(files, speaker, signal, async (file) => await explainFile(file, told, signal)));
      return units.ok ? output(explainedText(units.value, paper, found), explainedJson(units.value, found)) : units;
    }
    const units = orNone(await readEach(files, speaker, signal, async (file) => await checkFile(file, parts, signal)));
    if (!units.ok) return units;
    const checked = options.max === undefined ? units.value : mostValuable(units.value, options.max);
    return output(checkedText(checked, paper, found), checkedJson(checked, found));
  } finally {
    sandbox.dispose();
    store.close();
    if (learned !== store) learned.close();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `node:sqlite` and the sandbox need it. */
function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < 22 || (major === 22 && minor < 13);
}

/** Resolves with the exit code. Results go to stdout, everything else to stderr. */
async function main(argv: readonly string[], signal: AbortSignal): Promise<number> {
  const say = (text: string): number => {
    process.stdout.write(`${text}\n`);
    return exit.fine;
  };
  const fail = (code: number, sentence: string): number => {
    process.stderr.write(`${visibleText(sentence)}\n`);
    return code;
  };
  const { node } = process.versions;
  if (isTooOld(node)) return fail(exit.usage, `understand-this needs Node 22.13 or newer, and this is Node ${node}.`);
  const options = parseOptions(argv);
  if (!options.ok) return fail(exit.usage, options.reason);
  if (options.value === 'help') return say(usage);
  if (options.value === 'version') return say(manifest.version);
  try {
    const found = await run(options.value, signal);
    // What was called off on the way looks like something missing.
    if (signal.aborted) return exit.interrupted;
    return found.ok ? say(found.value) : fail(exit[found.kind], found.reason);
  } catch (error) {
    return signal.aborted ? exit.interrupted : fail(exit.unreadable, `Internal error: ${messageOf(error)}`);
  }
}

const interruption = new AbortController();
process.once('SIGINT', () => interruption.abort());
process.once('SIGTERM', () => interruption.abort());
// `| head` has read enough: not an error of ours.
process.stdout.on('error', () => interruption.abort());
void main(process.argv.slice(2), interruption.signal).then((code) => {
  process.exitCode = code;
});
