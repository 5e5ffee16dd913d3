import { success } from '../terms/result.ts';
import type { LineRange } from '../terms/ranges.ts';
import { createBoundedMemory } from './boundedMemory.ts';
import type { BlameLine } from './blame.ts';
import type { CommitInfo } from './commitInfo.ts';
import { commitPathKey } from './history.ts';
import type { CommitPath, History } from './history.ts';

/** Bounds by what takes the memory; together some tens of megabytes at most. */
const most = { commits: 20_000, blamedLines: 200_000, textCharacters: 16_000_000, paths: 200_000, ranges: 100_000, removedLines: 200_000 };

/**
 * The same history, asking git once for what cannot change: a commit with all that is in it never does, and a window asks about the
 * same commits for each document, after each commit and after each reload. Refs and what they hold are asked for each time.
 */
export function rememberHistory(history: History): History {
  const infos = createBoundedMemory<CommitInfo>(most.commits);
  const blamed = createBoundedMemory<readonly BlameLine[]>(most.blamedLines, (lines) => lines.length + 1);
  const blobs = createBoundedMemory<string>(most.textCharacters / 2, (text) => text.length + 100);
  const texts = createBoundedMemory<string>(most.textCharacters / 2, (text) => text.length + 100);
  const added = createBoundedMemory<readonly LineRange[]>(most.ranges, (ranges) => ranges.length + 1);
  const removed = createBoundedMemory<ReadonlySet<string>>(most.removedLines, (lines) => lines.size + 1);
  const touched = createBoundedMemory<ReadonlySet<string>>(most.paths, (paths) => paths.size + 1);
  const descending = createBoundedMemory<true>(most.commits);

  return {
    ...history,
    async blame(at, options, signal) {
      const key = `${commitPathKey(at)}:${JSON.stringify(options)}`;
      const known = blamed.get(key);
      if (known !== undefined) return success(known);
      const answer = await history.blame(at, options, signal);
      if (answer.ok) blamed.set(key, answer.value);
      return answer;
    },
    commits: async (hashes, signal) => await infos.all(hashes, async (missing) => await history.commits(missing, signal)),
    blobs: async (ids, maxBytes, signal) => await blobs.all(ids, async (missing) => await history.blobs(missing, maxBytes, signal)),
    async texts(places, signal) {
      const byKey = new Map(places.map((place) => [commitPathKey(place), place] as const));
      return await texts.all([...byKey.keys()], async (missing) => await history.texts(placesIn(byKey, missing), signal));
    },
    async addedLines(commits, paths, signal) {
      const byKey = new Map(commits.flatMap((commit) => paths.map((path) => [commitPathKey({ commit, path }), commit] as const)));
      return await added.all([...byKey.keys()], async (missing) => {
        const asked = [...new Set(missing.flatMap((key) => byKey.get(key) ?? []))];
        return await history.addedLines(asked, paths, signal);
      });
    },
    removedLines: async (commits, signal) => await removed.all(commits, async (missing) => await history.removedLines(missing, signal)),
    touchedPaths: async (commits, signal) => await touched.all(commits, async (missing) => await history.touchedPaths(missing, signal)),
    async descends(commit, ancestor, signal) {
      const key = `${commit} ${ancestor}`;
      if (descending.get(key) !== undefined) return true;
      const holds = await history.descends(commit, ancestor, signal);
      if (holds) descending.set(key, true);
      return holds;
    },
  };
}

function placesIn(byKey: ReadonlyMap<string, CommitPath>, keys: readonly string[]): readonly CommitPath[] {
  return keys.flatMap((key) => byKey.get(key) ?? []);
}
