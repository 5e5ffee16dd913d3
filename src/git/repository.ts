import { resolve } from 'node:path';
import { failure, success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import { parseBlame } from './blame.ts';
import type { BlameLine } from './blame.ts';
import { isInside, parseChangedLines, parseRawDiff } from './changedFile.ts';
import type { ChangedFile } from './changedFile.ts';
import { commitFormat, parseCommits } from './commitInfo.ts';
import type { CommitInfo } from './commitInfo.ts';
import { openHistory } from './history.ts';
import type { History } from './history.ts';
import { rememberHistory } from './rememberedHistory.ts';
import { findKnownTexts } from './knownTexts.ts';
import type { NamedText } from './knownTexts.ts';
import { emptyTree, findObjects, isObjectId, readBlobs } from './objects.ts';
import { runGit } from './runGit.ts';
import type { ReadingCommand } from './runGit.ts';

/** What to read of a difference: git is asked for the lines of accepted files only. */
export interface DiffOptions {
  readonly accept: (path: string) => boolean;
  /** Files larger than this, before or after, are left out. */
  readonly maxBytes: number;
  readonly maxFiles: number;
  readonly signal?: AbortSignal | undefined;
}

export interface CommitRange {
  /** The commit the difference starts from: where `to` left the first side, or that side itself without a common ancestor. */
  readonly from: string;
  readonly to: string;
  /** Reachable from `to` and not from the first side, newest first, at most 1,000. */
  readonly commits: readonly CommitInfo[];
  readonly files: readonly ChangedFile[];
}

/** A git repository that is only ever read. Paths are relative to `root`; every method may fail with a sentence. */
export interface Repository {
  /** Absolute path of the top folder, `/` between parts. */
  readonly root: string;
  /** Absolute path of the folder that worktrees share. */
  readonly commonDir: string;
  readonly shallow: boolean;
  /** Its past, many commits at a time; what cannot change is read once. */
  readonly history: History;
  /** Hash of the commit that is checked out; nothing before the first commit. */
  head(): Promise<string | undefined>;
  /** Newest first, at most `limit`: reachable from HEAD and not from `last`; without a known `last`, the newest of all. */
  commitsSince(last: string | undefined, limit: number, signal?: AbortSignal): Promise<readonly CommitInfo[]>;
  /** `ref` may be anything a person types; it is never taken for an option. */
  commit(ref: string, signal?: AbortSignal): Promise<Result<CommitInfo>>;
  /** What a commit changed against its first parent, or against nothing for a first commit. */
  changedFiles(commit: CommitInfo, options: DiffOptions): Promise<Result<readonly ChangedFile[]>>;
  /** Paths that a merge left as none of its parents has them: somebody put them together, or settled a conflict. */
  mergedPaths(commit: CommitInfo, signal?: AbortSignal): Promise<ReadonlySet<string>>;
  range(first: string, second: string, options: DiffOptions): Promise<Result<CommitRange>>;
  /** What is staged, against HEAD. Reads the index without refreshing it. */
  diffStaged(options: DiffOptions): Promise<Result<readonly ChangedFile[]>>;
  /** Texts by object id; what is missing is absent. */
  texts(blobs: readonly string[], signal?: AbortSignal): Promise<Result<ReadonlyMap<string, string>>>;
  textAt(commit: string, path: string, signal?: AbortSignal): Promise<string | undefined>;
  /** Texts of several files in one commit, by path; what is missing there is absent. */
  textsAt(commit: string, paths: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** The note about a commit under a local notes ref such as `refs/notes/ai`; nothing without one, or above 4 MB. Never fetched. */
  noteOf(commit: string, notesRef: 'refs/notes/ai', signal?: AbortSignal): Promise<string | undefined>;
  /** Tracked files and untracked ones that are not ignored; symbolic links among them, deleted ones too. `only`: of these paths. */
  listFiles(signal?: AbortSignal, only?: readonly string[]): Promise<Result<readonly string[]>>;
  /** Each line of `path` as it stands in `commit`. */
  blame(path: string, commit: string, signal?: AbortSignal): Promise<Result<readonly BlameLine[]>>;
  /** The paths whose text git already has in its history: put there by a checkout, stash, rebase … rather than newly written. */
  knownTexts(files: readonly NamedText[], signal?: AbortSignal): Promise<ReadonlySet<string>>;
}

const maxNoteBytes = 4_000_000;

export async function openRepository(folder: string, signal?: AbortSignal): Promise<Result<Repository>> {
  const found = await runGit({
    folder,
    command: 'rev-parse',
    args: ['--show-toplevel', '--git-common-dir', '--is-shallow-repository', '--show-object-format'],
    signal,
  });
  if (!found.ok) return failure(found.reason.endsWith(': .git') ? 'This folder is not in a git repository.' : found.reason);
  const [top, common, isShallow, format] = found.value.split('\n');
  if (top === undefined || top === '' || common === undefined) return failure('This git repository has no working folder.');
  return success(
    createRepository(top, resolve(folder, common).replaceAll('\\', '/'), isShallow === 'true', format === 'sha256' ? 'sha256' : 'sha1'),
  );
}

function createRepository(root: string, commonDir: string, shallow: boolean, format: 'sha1' | 'sha256'): Repository {
  const run = (command: ReadingCommand, args: readonly string[], signal?: AbortSignal): Promise<Result<string>> =>
    runGit({ folder: root, command, args, signal });

  async function hashOf(ref: string, signal?: AbortSignal): Promise<string | undefined> {
    const answer = await run('rev-parse', ['--verify', '--quiet', '--end-of-options', `${ref}^{commit}`], signal);
    const hash = answer.ok ? answer.value.trim() : '';
    return isObjectId(hash) ? hash : undefined;
  }

  async function log(args: readonly string[], limit: number, signal?: AbortSignal): Promise<Result<readonly CommitInfo[]>> {
    const options = ['-z', `--format=${commitFormat}`, '--no-show-signature', '--encoding=UTF-8', `--max-count=${String(limit)}`];
    const answer = await run('log', [...options, '--no-color', '--end-of-options', ...args, '--'], signal);
    return answer.ok ? success(parseCommits(answer.value)) : answer;
  }

  async function commit(ref: string, signal?: AbortSignal): Promise<Result<CommitInfo>> {
    const hash = await hashOf(ref, signal);
    if (hash === undefined) return failure(`There is no commit "${ref.slice(0, 80)}" in this repository.`);
    const commits = await log([hash], 1, signal);
    if (!commits.ok) return commits;
    const [info] = commits.value;
    return info === undefined ? failure(`The commit ${hash.slice(0, 10)} could not be read.`) : success(info);
  }

  /** Both commands walk the same trees in the same order, so the second one's sections belong to the first one's files. */
  async function difference(
    command: 'diff-tree' | 'diff-index',
    sides: readonly string[],
    { accept, maxBytes, maxFiles, signal }: DiffOptions,
  ): Promise<Result<readonly ChangedFile[]>> {
    const common = [
      ...(command === 'diff-tree' ? ['-r', '--no-commit-id'] : ['--cached']),
      '-M',
      '--no-ext-diff',
      '--no-textconv',
      '--no-color',
      '--ignore-submodules=all',
    ];
    const raw = await run(command, [...common, '--raw', '-z', '--full-index', '--abbrev=64', '--end-of-options', ...sides, '--'], signal);
    if (!raw.ok) return raw;
    const accepted = parseRawDiff(raw.value).filter((file) => accept(file.path));
    const blobs = accepted.flatMap((file) => [file.blob, file.previousBlob].filter((blob) => blob !== undefined));
    const found = await findObjects(root, blobs, signal);
    if (!found.ok) return found;
    const fits = (blob: string | undefined): boolean => blob === undefined || (found.value.get(blob)?.bytes ?? Infinity) <= maxBytes;
    const files = accepted.filter((file) => fits(file.blob) && fits(file.previousBlob)).slice(0, maxFiles);
    if (files.length === 0) return success([]);
    const paths = files.flatMap((file) => (file.previousPath === undefined ? [file.path] : [file.previousPath, file.path]));
    const patch = await run(command, [...common, '-p', '-U0', '--end-of-options', ...sides, '--', ...paths], signal);
    if (!patch.ok) return patch;
    const lines = parseChangedLines(patch.value);
    if (lines.length !== files.length)
      return failure('git listed the changed files of this commit in two different ways, so they are left out.');
    return success(files.map((file, index) => Object.assign({}, file, lines[index])));
  }

  async function textsAt(commitHash: string, paths: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const asked = isObjectId(commitHash) ? paths.filter(isInside) : [];
    const named = asked.map((path) => `${commitHash}:${path}`);
    const found = await findObjects(root, named, signal);
    if (!found.ok) return new Map();
    const texts = await readBlobs(
      root,
      [...found.value.values()].map((object) => object.id),
      signal,
    );
    if (!texts.ok) return new Map();
    return new Map(
      asked.flatMap((path, index) => {
        const text = texts.value.get(found.value.get(named[index] ?? '')?.id ?? '');
        return text === undefined ? [] : [[path, text] as const];
      }),
    );
  }

  const history = openHistory({ root, shallow });
  return {
    root,
    commonDir,
    shallow,
    // Where a shallow clone ends moves when more of it is fetched.
    history: shallow ? history : rememberHistory(history),
    head: () => hashOf('HEAD'),
    async commitsSince(last, limit, signal) {
      const head = await hashOf('HEAD', signal);
      if (head === undefined) return [];
      const known = last === undefined ? undefined : await hashOf(last, signal);
      const commits = await log(known === undefined ? [head] : [head, `^${known}`], limit, signal);
      return commits.ok ? commits.value : [];
    },
    commit,
    changedFiles(info, options) {
      const parent = info.parents[0] ?? emptyTree(format);
      if (!isObjectId(info.hash) || !isObjectId(parent)) return Promise.resolve(failure('This is not a commit of this repository.'));
      if (shallow && info.parents.length === 0)
        return Promise.resolve(failure('The clone is shallow and ends at this commit, so what it changed is not known.'));
      return difference('diff-tree', [parent, info.hash], options);
    },
    async mergedPaths({ hash, parents }, signal) {
      if (parents.length < 2 || !isObjectId(hash)) return new Set();
      const options = ['-r', '-c', '--no-commit-id', '--name-only', '-z', '--no-ext-diff', '--no-textconv', '--ignore-submodules=all'];
      const answer = await run('diff-tree', [...options, '--end-of-options', hash], signal);
      return new Set(answer.ok ? answer.value.split('\0').filter(isInside) : []);
    },
    async range(first, second, options) {
      const [start, end] = await Promise.all([commit(first, options.signal), commit(second, options.signal)]);
      if (!start.ok) return start;
      if (!end.ok) return end;
      const base = await run('merge-base', [start.value.hash, end.value.hash], options.signal);
      const baseHash = base.ok ? (base.value.split('\n')[0] ?? '') : '';
      const from = isObjectId(baseHash) ? baseHash : start.value.hash;
      const commits = await log([end.value.hash, `^${start.value.hash}`], 1000, options.signal);
      if (!commits.ok) return commits;
      const files = await difference('diff-tree', [from, end.value.hash], options);
      return files.ok ? success({ from, to: end.value.hash, commits: commits.value, files: files.value }) : files;
    },
    async diffStaged(options) {
      return difference('diff-index', [(await hashOf('HEAD', options.signal)) ?? emptyTree(format)], options);
    },
    texts: (blobs, signal) => readBlobs(root, blobs, signal),
    textAt: async (commitHash, path, signal) => (await textsAt(commitHash, [path], signal)).get(path),
    textsAt,
    async noteOf(commitHash, notesRef, signal) {
      if (!isObjectId(commitHash)) return undefined;
      const found = await findObjects(
        root,
        notePaths(commitHash).map((path) => `${notesRef}:${path}`),
        signal,
      );
      const [note] = found.ok ? [...found.value.values()] : [];
      if (note === undefined || note.bytes > maxNoteBytes) return undefined;
      const texts = await readBlobs(root, [note.id], signal);
      return texts.ok ? texts.value.get(note.id) : undefined;
    },
    async listFiles(signal, only = []) {
      const answer = await run('ls-files', ['-z', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', ...only], signal);
      return answer.ok ? success(answer.value.split('\0').filter(isInside)) : answer;
    },
    async blame(path, commitHash, signal) {
      if (!isObjectId(commitHash) || !isInside(path)) return failure('Blame needs a commit and a path inside the repository.');
      const answer = await run('blame', ['--porcelain', '-w', '-M', '--no-textconv', commitHash, '--', path], signal);
      return answer.ok ? success(parseBlame(answer.value, shallow)) : answer;
    },
    knownTexts: (files, signal) => findKnownTexts(root, format, files, signal),
  };
}

/** git spreads many notes over folders of two hex digits: `abcd…`, `ab/cd…`, `ab/cd/…`; how deep depends on how many there are. */
function notePaths(commit: string): readonly string[] {
  return [0, 1, 2, 3, 4].map((depth) => {
    const folders = Array.from({ length: depth }, (_, level) => commit.slice(2 * level, 2 * level + 2));
    return [...folders, commit.slice(2 * depth)].join('/');
  });
}
