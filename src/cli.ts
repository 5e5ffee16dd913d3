import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import manifest from '../package.json' with { type: 'json' };
import { openBoundedProgram } from './analysis/boundedProgram.ts';
import { createDocumentCache } from './analysis/documentCache.ts';
import { createRepositoryIndex } from './analysis/repositoryIndex.ts';
import { walkFolder } from './analysis/walkFolder.ts';
import { readRange } from './changes/rangeChange.ts';
import {
  blamedJson,
  blamedText,
  checkedJson,
  checkedText,
  explainedJson,
  explainedText,
  indexedText,
  paperFor,
  createSpeaker,
  type Speaker,
} from './cliOutput.ts';
import { openWorld } from './exercises/worlds/openWorld.ts';
import { createSandbox } from './exercises/sandboxClient.ts';
import { openRepository } from './git/repository.ts';
import { readSource } from './safety/readSource.ts';
import { visibleText } from './safety/visibleText.ts';
import { openStore } from './store/openStore.ts';
import { askedFiles, changedFiles, checkFile, explainFile, mostValuable } from './stories/askedCode.ts';
import type { AskedFile, ReadFile } from './stories/askedCode.ts';
import { blame } from './stories/blamed.ts';
import { inputAt, unusable, type Found } from './stories/inputAt.ts';
import { createCodeStudy } from './stories/studyCode.ts';
import { createUnitCommits } from './stories/unitCommits.ts';
import { systemClock as clock } from './terms/clock.ts';
import { failure, success, type Result } from './terms/result.ts';

const usage = `Usage:
  understand-this explain PATH[:LINE]   what the code does that its names and types do not say
  understand-this check PATH[:LINE]     questions about it, each answer proven by running the code
  understand-this check --range A..B [--repo DIR]
                                        questions about what a range of commits changed
  understand-this blame PATH[:LINE]     who wrote each line, AI or a person, with the evidence; or that it is unknown
  understand-this blame --range A..B [--repo DIR]
                                        the same for the lines that a range of commits added
  understand-this index DIR             reads a project into the cache and says what it found

PATH is a file, or a folder: every TypeScript or JavaScript file below it that git does not ignore. For blame, a file of any language.

Options:
  --json      one JSON document on stdout
  --quiet     no progress and no warnings
  --seed N    makes every choice repeatable (default 1)
  --max N     check: only the N most valuable questions
  --repo DIR  with --range: the repository (default: this folder)
  --store FILE
              blame: what the editor recorded, a database of the extension
  --version
  --help

Nothing is sent anywhere. Exit code: 0 fine, 2 wrong usage, 3 nothing to work on, 4 unreadable input.`;

const exit = { fine: 0, usage: 2, nothing: 3, unreadable: 4, interrupted: 130 } as const;
const notBuiltYet = ['change', 'report'];
/** Without `--max`, `check` shows every question that passed the gates. */
const everyQuestion = 1_000;

interface Options {
  readonly command: 'explain' | 'check' | 'blame' | 'index';
  /** PATH, PATH:LINE or DIR. */
  readonly target: string | { readonly repo: string; readonly from: string; readonly to: string };
  readonly json: boolean;
  readonly quiet: boolean;
  readonly seed: number;
  readonly max?: number;
  /** blame: the extension's database. */
  readonly store?: string;
}

/** Node's own sentence for a flag it does not know, without its advice. */
function flagProblem(error: unknown): string {
  const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/u);
  return `${sentence.replace(/\.$/u, '')}; see understand-this --help.`;
}

function parseTarget(
  command: string,
  paths: readonly string[],
  range: string | undefined,
  repo: string | undefined,
): Result<Options['target']> {
  const [path, second] = paths;
  if (second !== undefined) return failure(`One PATH at a time: ${JSON.stringify(second)} is one too many.`);
  if (range === undefined) {
    if (repo !== undefined) return failure('--repo belongs to --range A..B.');
    return path === undefined ? failure(`${command} needs a ${command === 'index' ? 'DIR' : 'PATH'}.`) : success(path);
  }
  if (command !== 'check' && command !== 'blame') return failure('--range belongs to check and blame.');
  if (path !== undefined) return failure(`${command} takes a PATH or --range, not both.`);
  const [from = '', to = '', more] = range.split('..');
  if (from === '' || to === '' || to.startsWith('.') || more !== undefined)
    return failure(`--range takes two commits as A..B, not ${JSON.stringify(range)}.`);
  return success({ repo: repo ?? '.', from, to });
}

function parseOptions(argv: readonly string[]): Result<Options | 'help' | 'version'> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = { json: flag, quiet: flag, help: flag, version: flag, seed: text, max: text, range: text, repo: text, store: text };
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    return failure(flagProblem(error));
  }
  const { json = false, quiet = false, help, version, seed = '1', max, range, repo, store } = parsed.values;
  const [command, ...paths] = parsed.positionals;
  if (help === true) return success('help');
  if (version === true) return success('version');
  if (command === undefined) return failure('Say what to do; see understand-this --help.');
  if (notBuiltYet.includes(command)) return failure(`The command ${command} is planned and not built yet.`);
  if (command !== 'explain' && command !== 'check' && command !== 'blame' && command !== 'index')
    return failure(`There is no command ${JSON.stringify(command)}; see understand-this --help.`);
  if (!/^\d{1,9}$/u.test(seed)) return failure(`--seed takes a whole number from 0 on, not ${JSON.stringify(seed)}.`);
  if (max !== undefined && !/^[1-9]\d{0,5}$/u.test(max))
    return failure(`--max takes a whole number from 1 on, not ${JSON.stringify(max)}.`);
  if (max !== undefined && command !== 'check') return failure('--max belongs to check.');
  if (store !== undefined && command !== 'blame') return failure('--store belongs to blame.');
  const target = parseTarget(command, paths, range, repo);
  if (!target.ok) return target;
  const given = { ...(max !== undefined && { max: Number(max) }), ...(store !== undefined && { store }) };
  return success({ command, target: target.value, json, quiet, seed: Number(seed), ...given });
}

/** Only the index of files is kept here: it can be deleted at any time. */
function cacheFile(): string {
  const folder = process.env['XDG_CACHE_HOME'] ?? '';
  return join(folder.startsWith('/') ? folder : join(homedir(), '.cache'), 'understand-this', 'index.db');
}

interface Asked {
  readonly root: string;
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
  if (files.length === 0) return unusable('nothing', `${target.from}..${target.to} changes no TypeScript or JavaScript.`);
  const listed = await repository.value.listFiles(signal);
  return { ok: true, value: { root: repository.value.root, files, surroundings: listed.ok ? listed.value : [] } };
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
        onProgress: speaker.progress,
      };
      const blamed = await blame(options.target, parts, signal);
      return blamed.ok ? output(blamedText(blamed.value, paper), blamedJson(blamed.value)) : blamed;
    }
    const asked = await whatIsAsked(options, signal);
    if (!asked.ok) return asked;
    const { root, surroundings, files } = asked.value;
    const listFiles = (): Promise<readonly string[]> => Promise.resolve(surroundings);
    const index = createRepositoryIndex({ root, listFiles, readFile: readSource, store: store.index, clock });
    const summary = await index.build(signal, (done, total) => speaker.progress(done, total, 'reading'));
    if (options.command === 'index') return output(indexedText(summary, paper), summary);
    const study = createCodeStudy({
      openProgram: (request) => openBoundedProgram({ ...request, cache }),
      indexOf: () => index,
      openWorld: async (unit, stopped) => await openWorld(unit, { sandbox, seed: options.seed }, stopped),
      print: sandbox.print,
    });
    const parts = { root, study, readText: readSource, options: { seed: options.seed, max: everyQuestion } };
    if (options.command === 'explain') {
      const repository = await openRepository(root, signal);
      const history = repository.ok ? { commits: createUnitCommits(repository.value) } : {};
      const units = await readEach(files, speaker, signal, async (file) => await explainFile(file, { ...parts, ...history }, signal));
      return units.ok ? output(explainedText(units.value, paper), explainedJson(units.value)) : units;
    }
    const units = await readEach(files, speaker, signal, async (file) => await checkFile(file, parts, signal));
    if (!units.ok) return units;
    const checked = options.max === undefined ? units.value : mostValuable(units.value, options.max);
    return output(checkedText(checked, paper), checkedJson(checked));
  } finally {
    sandbox.dispose();
    store.close();
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
