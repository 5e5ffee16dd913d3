import type { Repository } from '../git/repository.ts';
import { redactSecrets } from '../safety/redactSecrets.ts';
import { visibleText } from '../safety/visibleText.ts';
import type { Change, TouchedFile, TouchedManifest } from '../terms/change.ts';
import type { Clock } from '../terms/clock.ts';
import { contentId } from '../terms/ids.ts';
import type { Origin } from '../terms/origin.ts';
import { unknownOrigin } from '../terms/origin.ts';
import { carryThroughFormatting } from './carrySegments.ts';
import { changedLines } from './changedLines.ts';
import { isCodeFile, isManifest, maxFileBytes } from './codeFiles.ts';
import { uniform } from './segments.ts';
import type { AgentEdit } from './transcripts/agentEdit.ts';
import { originOfRun } from './transcripts/runOrigin.ts';
import { subscribe } from './subscribe.ts';

/** Writes are still for this long: the run is over. */
const settledMs = 2000;
/** A run over more files than this is a tool's output; the first ones stand for it. */
const maxFiles = 300;
/** Texts of files written before, so that the next run is compared with them. */
const rememberedFiles = 200;

/**
 * Files that something other than the editor writes, gathered into one Change.
 *
 *     write  write    write            2 s still
 *     ──●──────●────────●──────────────────────► one Change over the files that git did not already know
 *
 * A checkout, stash, pull or rebase writes texts that git has in its history: they make no Change. Nor do ignored files, files that are
 * only formatted, and files deleted. A manifest of packages alone makes none either: it goes with the next run that writes code. Who wrote the rest is `unknown` (an agent, a generator, another editor) unless an agent’s own record has
 * that text.
 */
export interface AgentRuns {
  /** `paths` are absolute; those outside `root` are left out. */
  written(root: string, paths: readonly string[]): Promise<void>;
  onClosed(listener: (change: Change) => void): () => void;
  /** Resolves when no closed run is being read any more. */
  settled(): Promise<void>;
  dispose(): void;
}

interface AgentRunsParts {
  readonly clock: Clock;
  /** Text of a file on disk; nothing when it cannot be read. */
  readonly readFile: (path: string) => Promise<string | undefined>;
  /** The repository that holds a file (absolute): one of several in a folder, or a submodule. */
  readonly repositoryOf?: (file: string, root: string) => Promise<Repository | undefined>;
  /** Text that the editor shows for a file when a write is reported. */
  readonly lastKnown?: (path: string) => string | undefined;
  /** Whether an edit in the editor led to this text of the file: then it is the editor's own save, however late a watcher tells of it. */
  readonly madeInEditor?: (path: string, text: string) => boolean;
  /** What agents recorded of their writes to a file (absolute path); only where a person allowed it. */
  readonly transcripts?: (root: string, file: string) => Promise<readonly AgentEdit[]>;
}

interface WrittenFile {
  readonly file: string;
  readonly after: string;
  readonly before: string | undefined;
}

export function createAgentRuns({ clock, readFile, repositoryOf, lastKnown, madeInEditor, transcripts }: AgentRunsParts): AgentRuns {
  const listeners = new Set<(change: Change) => void>();
  const runs = new Map<string, { readonly paths: Map<string, string | undefined>; cancel: () => void }>();
  const remembered = new Map<string, string>();
  const manifests = new Map<string, Set<string>>();
  const ending = new AbortController();
  let reading: Promise<void> = Promise.resolve();

  function remember(file: string, text: string): void {
    remembered.delete(file);
    remembered.set(file, text);
    const [oldest] = remembered.keys();
    if (remembered.size > rememberedFiles && oldest !== undefined) remembered.delete(oldest);
  }

  async function close(root: string): Promise<void> {
    const run = runs.get(root);
    runs.delete(root);
    if (run === undefined) return;
    const written = await newlyWritten(root, await readAll([...run.paths].slice(0, maxFiles)));
    const files = written.filter(({ before, after }) => !saysTheSame(before, after)).map((each) => touchedFile(root, each));
    for (const { file, after } of written) remember(file, after);
    if (files.length === 0 || ending.signal.aborted) return;
    const asked = await manifestsOf(root);
    const told = originOfRun(files, await recordsOf(root, files));
    const change: Change = {
      id: contentId('agent-run', root, ...files.flatMap(({ path, before = '', after }) => [path, before, after])),
      kind: 'agent-run',
      root,
      title: await titleOf(files, told?.edit),
      origin: told?.origin ?? writtenOnDisk(files.length),
      files,
      ...(asked.length > 0 && { manifests: asked }),
      at: clock.now(),
    };
    for (const listener of listeners) listener(change);
  }

  async function manifestsOf(root: string): Promise<readonly TouchedManifest[]> {
    const paths = [...(manifests.get(root) ?? [])].map((file) => [file, lastKnown?.(file)] as const);
    manifests.delete(root);
    const written = await newlyWritten(root, await readAll(paths));
    for (const { file, after } of written) remember(file, after);
    return written.map(({ file, before = '', after }) => ({ path: pathIn(root, file) ?? file, before, after }));
  }

  async function recordsOf(root: string, files: readonly TouchedFile[]): Promise<ReadonlyMap<string, readonly AgentEdit[]>> {
    const records = new Map<string, readonly AgentEdit[]>();
    for (const { path } of files) records.set(path, (await transcripts?.(root, `${root}/${path}`)) ?? []);
    return records;
  }

  async function readAll(paths: readonly (readonly [file: string, shown: string | undefined])[]): Promise<readonly WrittenFile[]> {
    const files: WrittenFile[] = [];
    for (const [file, shown] of paths) {
      const after = await readFile(file);
      if (after === undefined || after.length > maxFileBytes || after.slice(0, 8000).includes('\0')) continue;
      if (madeInEditor?.(file, after) === true) {
        remember(file, after);
        continue;
      }
      // An editor may have read the file again before we were told: then what it shows says nothing about before.
      files.push({ file, after, before: (shown === after ? undefined : shown) ?? remembered.get(file) });
    }
    return files;
  }

  /** What git did not bring, each file by the repository that holds it. */
  async function newlyWritten(root: string, files: readonly WrittenFile[]): Promise<readonly WrittenFile[]> {
    const held = new Map<Repository | undefined, WrittenFile[]>();
    for (const each of files) {
      const opened = await repositoryOf?.(each.file, root);
      held.set(opened, [...(held.get(opened) ?? []), each]);
    }
    const written: WrittenFile[] = [];
    for (const [opened, own] of held) written.push(...(await withBefore(opened, await withoutGit(opened, own, ending.signal))));
    return written;
  }

  /** What nobody remembers is compared with the last commit. */
  async function withBefore(opened: Repository | undefined, files: readonly WrittenFile[]): Promise<readonly WrittenFile[]> {
    const head = await opened?.head();
    if (opened === undefined || head === undefined) return files;
    const paths = files.filter(({ before }) => before === undefined).map(({ file }) => pathIn(opened.root, file) ?? '');
    const committed = await opened.textsAt(head, paths, ending.signal);
    return files.map((each) => ({ ...each, before: each.before ?? committed.get(pathIn(opened.root, each.file) ?? '') }));
  }

  return {
    written(root, paths) {
      const inside = paths.filter((path) => pathIn(root, path) !== undefined);
      const asked = inside.filter(isManifest).slice(0, maxFiles);
      if (asked.length > 0) manifests.set(root, new Set([...(manifests.get(root) ?? []), ...asked]));
      const meant = inside.filter(isCodeFile);
      if (meant.length === 0) return Promise.resolve();
      const run = runs.get(root) ?? { paths: new Map(), cancel: () => undefined };
      runs.set(root, run);
      for (const path of meant) if (!run.paths.has(path)) run.paths.set(path, lastKnown?.(path));
      run.cancel();
      run.cancel = clock.after(settledMs, () => {
        reading = reading.then(() => close(root));
      });
      return Promise.resolve();
    },
    onClosed: (listener) => subscribe(listeners, listener),
    settled: () => reading,
    dispose() {
      ending.abort();
      for (const run of runs.values()) run.cancel();
      runs.clear();
      listeners.clear();
    },
  };
}

/** Without what git brought and what git ignores. */
async function withoutGit(
  opened: Repository | undefined,
  files: readonly WrittenFile[],
  signal: AbortSignal,
): Promise<readonly WrittenFile[]> {
  if (opened === undefined || files.length === 0) return files;
  const named = files.flatMap((each) => {
    const path = pathIn(opened.root, each.file);
    return path === undefined ? [] : [{ path, text: each.after, each }];
  });
  const listed = await opened.listFiles(
    signal,
    named.map(({ path }) => path),
  );
  const shared = new Set(listed.ok ? listed.value : named.map(({ path }) => path));
  const known = await opened.knownTexts(named, signal);
  return named.filter(({ path }) => shared.has(path) && !known.has(path)).map(({ each }) => each);
}

function saysTheSame(before: string | undefined, after: string): boolean {
  if (before === undefined) return after.trim() === '';
  return carryThroughFormatting({ text: before, segments: uniform(before.length, unknownOrigin) }, after) !== undefined;
}

function touchedFile(root: string, { file, before, after }: WrittenFile): TouchedFile {
  return { path: pathIn(root, file) ?? file, ...changedLines(before ?? '', after), ...(before === undefined ? {} : { before }), after };
}

/** `cart.ts, asked of Claude: “Add a retry”`. */
async function titleOf(files: readonly TouchedFile[], edit: AgentEdit | undefined): Promise<string> {
  const what = files.length === 1 ? (files[0]?.path ?? '') : `${files.length} files`;
  if (edit?.asked === undefined) return `${what} written ${edit === undefined ? 'outside the editor' : `by ${edit.tool}`}`;
  return `${what}, asked of ${edit.tool}: “${visibleText((await redactSecrets(edit.asked)).text, 80)}”`;
}

function writtenOnDisk(count: number): Origin {
  const where = count === 1 ? 'a file on disk' : `${count} files on disk`;
  const why = 'Written on disk by something other than this editor; git has not seen this text before.';
  return { ...unknownOrigin, evidence: [{ source: 'disk-write', strength: 0.2, where, why }] };
}

function pathIn(root: string, file: string): string | undefined {
  const path = file.replaceAll('\\', '/');
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : undefined;
}
