import { failure, success } from '../terms/result.ts';
import type { LineRange } from '../terms/ranges.ts';
import type { Result } from '../terms/result.ts';
import { parsePatches } from './filePatch.ts';
import type { Patches } from './filePatch.ts';
import { parseBlame } from './blame.ts';
import type { BlameLine } from './blame.ts';
import { isInside } from './changedFile.ts';
import { commitFormat, parseCommits } from './commitInfo.ts';
import type { CommitInfo } from './commitInfo.ts';
import { findObjects, isObjectId, readBlobs } from './objects.ts';
import { runGit } from './runGit.ts';
import type { ReadingCommand } from './runGit.ts';

/** A file in one commit. */
export interface CommitPath {
  readonly commit: string;
  readonly path: string;
}

/** Key of a `CommitPath` in the maps below. */
export function commitPathKey({ commit, path }: CommitPath): string {
  return `${commit}:${path}`;
}

/** Notes under one local ref: the commit that each is about, and the note's blob. The commit need not exist here. */
export interface NoteList {
  readonly ref: string;
  readonly notes: ReadonlyMap<string, string>;
}

export interface BlameOptions {
  /** Only these lines; without any, all. */
  readonly lines?: readonly LineRange[];
  /** Follows lines that were moved within the file. In a long file this takes ten times as long. */
  readonly followMoves?: boolean;
}

/** Past commits, many at a time: each method starts git a fixed number of times. Nothing is fetched. */
export interface History {
  /** Each line of `path` as it stands in `commit`; white space that changed later does not count. */
  blame(at: CommitPath, options: BlameOptions, signal?: AbortSignal): Promise<Result<readonly BlameLine[]>>;
  /** Those that exist here. */
  commits(hashes: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, CommitInfo>>;
  /** Those of these that `head` does not have, yet a ref or a reflog has: left by a rebase, an amend, a squash. At most 20,000. */
  leftBehind(hashes: readonly string[], head: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** Those of these that `head` has, among its newest 20,000 commits. */
  reachable(hashes: readonly string[], head: string, signal?: AbortSignal): Promise<readonly string[]>;
  /** Every local ref below `refs/notes/`, in git's order. */
  notes(signal?: AbortSignal): Promise<readonly NoteList[]>;
  /** Blobs by their ids; one above `maxBytes` is absent. */
  blobs(ids: readonly string[], maxBytes: number, signal?: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** Files in commits, by `commitPathKey`. */
  texts(places: readonly CommitPath[], signal?: AbortSignal): Promise<ReadonlyMap<string, string>>;
  /** The lines that each commit added to these paths, by `commitPathKey`: for a merge, and where git could answer, none is an answer too. */
  addedLines(commits: readonly string[], paths: readonly string[], signal?: AbortSignal): Promise<Patches['added']>;
  /** The lines that each commit took out of any file that was there before it; a commit of which git cannot say it is absent. */
  removedLines(commits: readonly string[], signal?: AbortSignal): Promise<Patches['removed']>;
  /** Paths that each commit touched; a commit of which git cannot say it is absent. */
  touchedPaths(commits: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, ReadonlySet<string>>>;
  /** Whether `commit` is `ancestor` or comes after it. */
  descends(commit: string, ancestor: string, signal?: AbortSignal): Promise<boolean>;
}

const mostLeftBehind = 20_000;
const mostReachable = 20_000;
const mostRefs = 50;
const maxTextBytes = 4_000_000;
/** More ranges than this would make the argument list long; the whole file is read instead. */
const mostRanges = 200;

export function openHistory({ root, shallow }: { readonly root: string; readonly shallow: boolean }): History {
  const run = (
    command: ReadingCommand,
    args: readonly string[],
    input: string | undefined,
    signal?: AbortSignal,
  ): Promise<Result<string>> =>
    runGit({ folder: root, command, args, signal, timeoutMs: 60_000, ...(input === undefined ? {} : { input }) });
  const listOf = (ids: readonly string[]): string => ids.map((id) => `${id}\n`).join('');

  async function existing(hashes: readonly string[], signal?: AbortSignal): Promise<readonly string[]> {
    const asked = [...new Set(hashes)].filter(isObjectId);
    if (asked.length === 0) return [];
    const answer = await run('cat-file', ['--batch-check=%(objectname) %(objecttype)'], listOf(asked), signal);
    return answer.ok ? [...answer.value.matchAll(/^([0-9a-f]+) commit$/gmu)].map(([, id = '']) => id) : [];
  }

  const logOptions = ['-z', `--format=${commitFormat}`, '--no-show-signature', '--encoding=UTF-8', '--no-color', '--stdin'];

  async function patches(asked: readonly string[], limits: readonly string[], signal?: AbortSignal): Promise<Patches | undefined> {
    const options = ['--stdin', '-r', '--root', '-p', '-U0', '--no-renames', '--no-ext-diff', '--no-textconv', '--no-color'];
    const prefixes = ['--src-prefix=a/', '--dst-prefix=b/', '--ignore-submodules=all'];
    const answer = asked.length === 0 ? success('') : await run('diff-tree', [...options, ...prefixes, ...limits], listOf(asked), signal);
    return answer.ok ? parsePatches(answer.value) : undefined;
  }

  /** What each ref held when it was read: a list of ten thousand notes takes a tenth of a second. */
  const noteLists = new Map<string, { readonly tip: string; readonly notes: NoteList['notes'] }>();

  /** The newest commits of the HEAD that was asked about last: they are those of that commit for ever. */
  let newest: { readonly head: string; readonly commits: readonly string[] } | undefined;

  async function newestFrom(head: string, signal?: AbortSignal): Promise<readonly string[]> {
    if (newest?.head === head) return newest.commits;
    const listed = await run('rev-list', [`--max-count=${String(mostReachable)}`, head], undefined, signal);
    if (!listed.ok) return [];
    newest = { head, commits: listed.value.split('\n').filter((hash) => hash !== '') };
    return newest.commits;
  }

  async function notesAt(tip: string, signal?: AbortSignal): Promise<NoteList['notes'] | undefined> {
    const tree = await run('ls-tree', ['-r', '-z', '--full-tree', tip], undefined, signal);
    if (!tree.ok) return undefined;
    const notes = new Map<string, string>();
    for (const entry of tree.value.split('\0')) {
      const [, blob = '', path = ''] = /^\d+ blob ([0-9a-f]+)\t([0-9a-f/]+)$/u.exec(entry) ?? [];
      const commit = path.replaceAll('/', '');
      if (isObjectId(commit)) notes.set(commit, blob);
    }
    return notes;
  }

  return {
    async blame({ commit, path }, { lines = [], followMoves = false }, signal) {
      if (!isObjectId(commit) || !isInside(path)) return failure('Blame needs a commit and a path inside the repository.');
      const ranges = lines.length > mostRanges ? [] : lines.map(([first, last]) => `-L${String(first)},${String(last)}`);
      const answer = await run(
        'blame',
        ['--porcelain', '-w', ...(followMoves ? ['-M'] : []), '--no-textconv', ...ranges, commit, '--', path],
        undefined,
        signal,
      );
      return answer.ok ? success(parseBlame(answer.value, shallow)) : answer;
    },
    async commits(hashes, signal) {
      const known = await existing(hashes, signal);
      if (known.length === 0) return new Map();
      const answer = await run('log', ['--no-walk=unsorted', ...logOptions], listOf(known), signal);
      return new Map(answer.ok ? parseCommits(answer.value).map((info) => [info.hash, info] as const) : []);
    },
    async leftBehind(hashes, head, signal) {
      if (hashes.length === 0 || !isObjectId(head)) return [];
      // Asking for ids one by one is slow where most do not exist, as with notes that were fetched without their commits.
      const known = await run('rev-list', ['--exclude=refs/notes/*', '--all', '--reflog', `^${head}`], undefined, signal);
      const asked = new Set(hashes);
      return known.ok
        ? known.value
            .split('\n')
            .filter((hash) => asked.has(hash))
            .slice(0, mostLeftBehind)
        : [];
    },
    async reachable(hashes, head, signal) {
      if (hashes.length === 0 || !isObjectId(head)) return [];
      const asked = new Set(hashes);
      return (await newestFrom(head, signal)).filter((hash) => asked.has(hash));
    },
    async notes(signal) {
      const refs = await run('for-each-ref', ['--format=%(objectname) %(refname)', 'refs/notes'], undefined, signal);
      const lists: NoteList[] = [];
      for (const [, tip = '', ref = ''] of [...(refs.ok ? refs.value : '').matchAll(/^([0-9a-f]+) (.+)$/gmu)].slice(0, mostRefs)) {
        const known = noteLists.get(ref);
        const notes = known?.tip === tip ? known.notes : await notesAt(tip, signal);
        if (notes === undefined) continue;
        noteLists.set(ref, { tip, notes });
        lists.push({ ref, notes });
      }
      return lists;
    },
    async blobs(ids, maxBytes, signal) {
      const found = await findObjects(root, ids, signal);
      if (!found.ok) return new Map();
      const fitting = [...found.value.values()].filter(({ bytes }) => bytes <= maxBytes).map(({ id }) => id);
      const texts = await readBlobs(root, fitting, signal);
      return texts.ok ? texts.value : new Map();
    },
    async texts(places, signal) {
      const keys = new Set(places.filter(({ commit, path }) => isObjectId(commit) && isInside(path)).map(commitPathKey));
      const found = await findObjects(root, [...keys], signal);
      if (!found.ok) return new Map();
      const fitting = [...found.value.values()].filter(({ bytes }) => bytes <= maxTextBytes).map(({ id }) => id);
      const texts = await readBlobs(root, fitting, signal);
      if (!texts.ok) return new Map();
      return new Map(
        [...found.value].flatMap(([key, { id }]) => {
          const text = texts.value.get(id);
          return text === undefined ? [] : [[key, text] as const];
        }),
      );
    },
    async addedLines(commits, paths, signal) {
      const [asked, inside] = [commits.filter(isObjectId), paths.filter(isInside)];
      const found = inside.length === 0 ? undefined : await patches(asked, ['--', ...inside], signal);
      if (found === undefined) return new Map();
      const keys = asked.flatMap((commit) => inside.map((path) => commitPathKey({ commit, path })));
      return new Map(keys.map((key) => [key, found.added.get(key) ?? []]));
    },
    async removedLines(commits, signal) {
      const asked = commits.filter(isObjectId);
      const found = await patches(asked, ['--diff-filter=MD'], signal);
      return new Map(found === undefined ? [] : asked.map((commit) => [commit, found.removed.get(commit) ?? new Set()]));
    },
    async touchedPaths(commits, signal) {
      const asked = commits.filter(isObjectId);
      const touched = new Map<string, Set<string>>();
      if (asked.length === 0) return touched;
      const answer = await run('diff-tree', ['--stdin', '-r', '--root', '--no-renames', '--name-only', '-z'], listOf(asked), signal);
      if (!answer.ok) return touched;
      for (const commit of asked) touched.set(commit, new Set());
      let paths = new Set<string>();
      // With `-z` a commit's id stands between its paths, ended by NUL like them.
      for (const part of answer.value.split('\0')) {
        if (touched.has(part)) paths = touched.get(part) ?? paths;
        else if (part !== '') paths.add(part);
      }
      return touched;
    },
    async descends(commit, ancestor, signal) {
      if (commit === ancestor) return true;
      if (!isObjectId(commit) || !isObjectId(ancestor)) return false;
      const base = await run('merge-base', [ancestor, commit], undefined, signal);
      return base.ok && base.value.trim() === ancestor;
    },
  };
}
