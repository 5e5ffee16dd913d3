import { dirname } from 'node:path';
import { createRepositoryIndex } from '../analysis/repositoryIndex.ts';
import type { RepositoryIndex } from '../analysis/repositoryIndex.ts';
import type { FileLook } from '../analysis/fileLook.ts';
import type { IndexStore } from '../analysis/indexStore.ts';
import { isSupported } from '../analysis/skipReason.ts';
import type { Repository } from '../git/repository.ts';
import type { Clock } from '../terms/clock.ts';
import type { CommittedUnit } from '../explain/whyItIsThere.ts';
import type { Result } from '../terms/result.ts';
import type { LineRange } from '../terms/ranges.ts';
import type { Unit } from '../terms/unit.ts';
import { createUnitCommits } from './unitCommits.ts';
import type { UnitCommits } from './unitCommits.ts';

/** The folders of this window: each with its repository, where it has one, and its index. */
export interface Projects {
  /** Builds the index of a folder once; `true` when this call finished it. */
  open(root: string): Promise<boolean>;
  indexOf(root: string): RepositoryIndex | undefined;
  /** The index once it is built, whoever asked for it first; nothing until the window is trusted. */
  whenIndexed(root: string): Promise<RepositoryIndex | undefined>;
  repository(root: string): Promise<Repository | undefined>;
  /** The repository that holds a file (absolute): where a folder has several, or a submodule, the innermost; else that around `root`. */
  repositoryOf(file: string, root?: string): Promise<Repository | undefined>;
  /** Which commits last wrote the lines of a unit in `file` (absolute); nothing outside a repository. */
  commitsOf(root: string, file: string, unit: Unit): Promise<CommittedUnit | undefined>;
  /** The same for lines of a text in any language. */
  commitsOfLines(root: string, file: string, text: string, lines: LineRange): Promise<CommittedUnit | undefined>;
  /** Files of a folder, relative to it; none until the window is trusted. */
  filesOf(root: string): Promise<readonly string[]>;
  /** Files changed on disk: absolute paths; the index follows. */
  filesChanged(root: string, paths: readonly string[]): Promise<void>;
  /** Whether a file's history in its repository holds this very text: then git brought it, nobody wrote it just now. */
  knownToGit(file: string, text: string, root?: string): Promise<boolean>;
  /** Until the window is trusted there is neither git nor an index. */
  trust(trusted: boolean): void;
  dispose(): void;
}

export interface ProjectsParts {
  readonly openRepository: (root: string) => Promise<Result<Repository>>;
  /** Files of a folder that is no repository, relative to it; what its `.gitignore` names is left out. */
  readonly walkFolder: (root: string, signal?: AbortSignal) => Promise<readonly string[]>;
  readonly readFile: (file: string) => Promise<string | undefined>;
  readonly lookAt?: (file: string) => Promise<FileLook | undefined>;
  readonly store: IndexStore;
  readonly clock: Clock;
  readonly log: (sentence: string) => void;
}

export function createProjects(parts: ProjectsParts): Projects {
  const ending = new AbortController();
  const opening = new Map<string, Promise<RepositoryIndex>>();
  const ready = new Map<string, RepositoryIndex>();
  const repositories = new Map<string, Promise<Repository | undefined>>();
  /** By their top folder: all that was read of one is read once. */
  const byTop = new Map<string, Repository>();
  const commits = new Map<string, UnitCommits>();
  let trusted = false;

  const repository = async (root: string): Promise<Repository | undefined> => {
    if (!trusted) return undefined;
    const known = repositories.get(root);
    if (known !== undefined) return await known;
    const found = parts.openRepository(root).then((opened) => {
      if (!opened.ok) return undefined;
      const same = byTop.get(opened.value.root) ?? opened.value;
      byTop.set(same.root, same);
      return same;
    });
    repositories.set(root, found);
    return await found;
  };
  const repositoryOf = async (file: string, root = dirname(file)): Promise<Repository | undefined> =>
    (await repository(dirname(file))) ?? (await repository(root));

  const listFiles = async (root: string): Promise<readonly string[]> => {
    const opened = await repository(root);
    const listed = await opened?.listFiles(ending.signal);
    if (opened === undefined || listed?.ok !== true) return await parts.walkFolder(root, ending.signal);
    return listed.value.map((path) => `${opened.root}/${path}`).filter((file) => file.startsWith(`${root}/`));
  };

  const commitsIn = async (root: string, file: string): Promise<UnitCommits | undefined> => {
    const opened = await repositoryOf(file, root);
    if (opened === undefined) return undefined;
    const known = commits.get(opened.root) ?? createUnitCommits(opened);
    commits.set(opened.root, known);
    return known;
  };

  const build = async (root: string): Promise<RepositoryIndex> => {
    const index = createRepositoryIndex({
      root,
      listFiles: () => listFiles(root),
      readFile: parts.readFile,
      ...(parts.lookAt && { lookAt: parts.lookAt }),
      store: parts.store,
      clock: parts.clock,
    });
    const summary = await index.build(ending.signal);
    parts.log(`Indexed ${summary.units} units in ${summary.files} files of ${root} in ${summary.elapsedMs} ms.`);
    ready.set(root, index);
    return index;
  };

  const start = async (root: string): Promise<RepositoryIndex> => {
    const index = opening.get(root) ?? build(root);
    opening.set(root, index);
    return await index;
  };

  return {
    async open(root) {
      if (!trusted || opening.has(root)) return false;
      await start(root);
      return true;
    },
    indexOf: (root) => ready.get(root),
    whenIndexed: async (root) => (trusted ? await start(root) : undefined),
    repository,
    repositoryOf,
    commitsOf: async (root, file, unit) => await (await commitsIn(root, file))?.of(file, unit, ending.signal),
    commitsOfLines: async (root, file, text, lines) => await (await commitsIn(root, file))?.ofLines(file, text, lines, ending.signal),
    async filesOf(root) {
      if (!trusted) return [];
      return (await listFiles(root)).map((file) => (file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file));
    },
    async filesChanged(root, paths) {
      const index = ready.get(root);
      if (index === undefined) return;
      for (const file of paths.filter(isSupported)) {
        const text = await parts.readFile(file);
        if (text !== undefined) index.update(file, text);
      }
    },
    async knownToGit(file, text, root) {
      const opened = await repositoryOf(file, root);
      if (opened === undefined || !file.startsWith(`${opened.root}/`)) return false;
      const path = file.slice(opened.root.length + 1);
      return (await opened.knownTexts([{ path, text }], ending.signal)).has(path);
    },
    trust: (value) => void (trusted = value),
    dispose: () => ending.abort(),
  };
}
