import { createHash } from 'node:crypto';
import process from 'node:process';
import type { Clock } from '../terms/clock.ts';
import { fileEntry, type CallEntry, type FileEntry } from './fileEntry.ts';
import { openImportGraph, type ImportGraph, type Placement } from './importGraph.ts';
import { isSameFile, keptLook, type FileLook } from './fileLook.ts';
import type { IndexStore, StoredEntry } from './indexStore.ts';
import { packageOf } from './moduleMentions.ts';
import { openModuleLinks, type ModuleLinks } from './moduleLinks.ts';
import { isSupported, skipReason } from './skipReason.ts';
import type { CallSite } from './sourceText.ts';

export interface IndexSummary {
  readonly files: number;
  readonly units: number;
  readonly lines: number;
  /** Paths relative to the root; files that are not TypeScript or JavaScript are not listed. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly elapsedMs: number;
  /** Highest resident memory seen during the build, in MB of 10⁶ bytes. */
  readonly peakRssMb: number;
}

/** Who calls what in one repository, from syntax alone. Files go in and out by absolute path. */
export interface RepositoryIndex {
  /** May be called again: unchanged files come from the store. Rejects only with the signal's reason. */
  build(signal?: AbortSignal, onProgress?: (done: number, total: number) => void): Promise<IndexSummary>;
  /** Takes over the newer text of one file, e.g. of an unsaved document. */
  update(file: string, text: string): void;
  /** Every call that certainly means this unit, tests included, by path and line. */
  callSitesOf(file: string, unitName: string): readonly CallSite[];
  /** `undefined` for a file that is not in the index, and until the first build is done. */
  placementOf(file: string): Placement | undefined;
  /** Whether no other file names the package in any import; false until the first build is done. */
  isOnlyUserOf(file: string, packageName: string): boolean;
  /** Files whose code names the package in any import, tests included: paths relative to the root. */
  filesNaming(packageName: string): readonly string[];
  /** Of the last finished build. */
  readonly summary: IndexSummary | undefined;
}

export interface RepositoryIndexParts {
  /** Absolute, `/` between parts. */
  readonly root: string;
  /** Paths relative to `root`, or absolute; what git ignores is left out by whoever lists. */
  readonly listFiles: () => Promise<readonly string[]>;
  /** Takes an absolute path. */
  readonly readFile: (file: string) => Promise<string | undefined>;
  /** Takes an absolute path. Without it every file is read each time. */
  readonly lookAt?: (file: string) => Promise<FileLook | undefined>;
  readonly store: IndexStore;
  readonly clock: Clock;
}

const testPath = /(^|\/)(__tests__|tests?|specs?|e2e)\/|\.(test|spec|e2e)\.[cm]?[jt]sx?$/;
const sliceMs = 30;
/** Files that are read while one is looked at. */
const readAhead = 8;

export function createRepositoryIndex(parts: RepositoryIndexParts): RepositoryIndex {
  const { root, store, clock } = parts;
  const entries = new Map<string, FileEntry>();
  const hashes = new Map<string, string>();
  let links: ModuleLinks | undefined;
  let graph: ImportGraph | undefined;
  let summary: IndexSummary | undefined;

  const pathOf = (file: string): string => (file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file);

  /** `stored`: what is kept of the file, whatever text it had; `look`: how it looked just before it was read. */
  function take(path: string, text: string, stored?: StoredEntry, look?: string): string | undefined {
    const hash = createHash('sha256').update(text).digest('hex');
    // Links cost a walk over all files, so a text that is already in does not break them.
    if (hashes.get(path) === hash && entries.has(path)) return undefined;
    hashes.set(path, hash);
    links = undefined;
    graph = undefined;
    // What is stored of this very text was not skipped, and asking again costs more than all the rest.
    let entry = stored?.contentHash === hash ? parsedEntry(stored.entry) : undefined;
    // Touched, and the same: the next time a look is enough.
    if (entry && stored && look !== undefined && look !== stored.look) store.save(root, path, { ...stored, look });
    const reason = entry ? undefined : skipReason(path, text);
    if (reason !== undefined) {
      entries.delete(path);
      return reason;
    }
    if (!entry) {
      const json = JSON.stringify(fileEntry(path, text));
      store.save(root, path, { contentHash: hash, ...(look !== undefined && { look }), entry: json });
      // Pieces of a text keep all of it alive; those read back from JSON are their own.
      entry = JSON.parse(json) as FileEntry;
    }
    entries.set(path, entry);
    return undefined;
  }

  /** Takes over what is kept, unread; false where an older version of this product made it. */
  function adopt(path: string, { contentHash, entry: json }: StoredEntry): boolean {
    if (hashes.get(path) === contentHash && entries.has(path)) return true;
    const entry = parsedEntry(json);
    if (!entry) return false;
    hashes.set(path, contentHash);
    entries.set(path, entry);
    links = undefined;
    graph = undefined;
    return true;
  }

  async function build(signal?: AbortSignal, onProgress?: (done: number, total: number) => void): Promise<IndexSummary> {
    const startedAt = clock.now();
    let peakRss = process.memoryUsage.rss();
    let sliceFrom = startedAt;
    const paths = (await parts.listFiles()).map(pathOf).filter(isSupported);
    const skipped: { path: string; reason: string }[] = [];
    const present = new Set(paths);
    for (const path of entries.keys()) {
      if (present.has(path)) continue;
      entries.delete(path);
      hashes.delete(path);
      links = undefined;
      graph = undefined;
    }
    const stored = new Map(store.loadAll(root));
    /** The file's text, or what is kept of it where it looks as it did then. */
    const readOrKept = async (
      path: string,
    ): Promise<{ readonly kept: StoredEntry } | { readonly text: string | undefined; readonly look?: string }> => {
      const file = `${root}/${path}`;
      const at = clock.now();
      const look = await parts.lookAt?.(file);
      const kept = stored.get(path);
      if (look && kept && isSameFile(kept.look, look)) return { kept };
      return { text: await parts.readFile(file), ...(look && { look: keptLook(look, at) }) };
    };
    const takenOver = async (path: string, found: Awaited<ReturnType<typeof readOrKept>> | undefined): Promise<string | undefined> => {
      if (found && 'kept' in found && adopt(path, found.kept)) return undefined;
      const text = found && 'text' in found ? found.text : await parts.readFile(`${root}/${path}`);
      const look = found && 'text' in found ? found.look : undefined;
      return text === undefined ? 'unreadable' : take(path, text, stored.get(path), look);
    };
    const ahead: ReturnType<typeof readOrKept>[] = [];
    for (const [done, path] of paths.entries()) {
      signal?.throwIfAborted();
      for (const next of paths.slice(done + ahead.length, done + readAhead)) ahead.push(readOrKept(next));
      const found = await ahead.shift();
      const reason = await takenOver(path, found);
      if (reason !== undefined) skipped.push({ path, reason });
      if (clock.now() - sliceFrom < sliceMs) continue;
      onProgress?.(done + 1, paths.length);
      peakRss = Math.max(peakRss, process.memoryUsage.rss());
      await new Promise((resume) => setImmediate(resume));
      sliceFrom = clock.now();
    }
    store.keepOnly(root, present);
    onProgress?.(paths.length, paths.length);
    const all = [...entries.values()];
    summary = {
      files: all.length,
      units: all.reduce((sum, entry) => sum + entry.units.length, 0),
      lines: all.reduce((sum, entry) => sum + entry.lines, 0),
      skipped,
      elapsedMs: clock.now() - startedAt,
      peakRssMb: Math.round(Math.max(peakRss, process.memoryUsage.rss()) / 1e6),
    };
    return summary;
  }

  function callSitesOf(file: string, unitName: string): readonly CallSite[] {
    links ??= openModuleLinks(entries);
    const path = pathOf(file);
    const unit = entries.get(path)?.units.find((candidate) => candidate.name === unitName);
    if (!unit) return [];
    const found = links.callsTo(path, unitName).map(({ from, call }) => callSite(from, call, unit.throwsAtOnce));
    return found.toSorted((left, right) => (left.path === right.path ? left.lines[0] - right.lines[0] : left.path < right.path ? -1 : 1));
  }

  /** Of a part of the files, nothing is said about all of them. */
  function graphOf(): ImportGraph | undefined {
    if (summary) graph ??= openImportGraph(entries, (path) => testPath.test(path));
    return graph;
  }

  function callSite(path: string, call: CallEntry, throwsAtOnce: boolean): CallSite {
    const catches = call.guarded && throwsAtOnce && !call.reliance.includes('catches its failure');
    return {
      file: `${root}/${path}`,
      path,
      lines: call.lines,
      ...(call.caller !== undefined && { caller: call.caller }),
      arguments: call.arguments,
      ...(call.constants && { constants: call.constants }),
      reliance: catches ? ['catches its failure', ...call.reliance] : call.reliance,
      inTest: testPath.test(path),
      ...(call.reads && { reads: call.reads }),
      ...(call.decides && { decides: call.decides }),
      ...(call.inLoop && { inLoop: true }),
      ...(call.later && { later: true }),
    };
  }

  return {
    build,
    update: (file, text) => void take(pathOf(file), text),
    callSitesOf,
    placementOf: (file) => graphOf()?.placementOf(pathOf(file)),
    isOnlyUserOf: (file, packageName) => graphOf()?.isOnlyUserOf(pathOf(file), packageName) ?? false,
    filesNaming: (packageName) =>
      [...entries].flatMap(([path, { modules }]) =>
        [...modules.loaded, ...modules.others].some((module) => packageOf(module) === packageName) ? [path] : [],
      ),
    get summary() {
      return summary;
    },
  };
}

/** The store holds what `fileEntry` made, by this version or by an older one. */
function parsedEntry(json: string | undefined): FileEntry | undefined {
  if (json === undefined) return undefined;
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null && 'format' in value && value.format === 7 ? (value as FileEntry) : undefined;
}
