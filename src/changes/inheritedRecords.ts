import { extname } from 'node:path';
import type { CommitInfo } from '../git/commitInfo.ts';
import { commitPathKey } from '../git/history.ts';
import type { CommitPath } from '../git/history.ts';
import { unknownOrigin } from '../terms/origin.ts';
import type { Origin } from '../terms/origin.ts';
import { notedCommits, readCommitRecords } from './commitRecords.ts';
import type { CommitRecords, RecordSources } from './commitRecords.ts';
import { fuseOrigins } from './fuseOrigins.ts';
import { isSame, normalisedLines, sameLines } from './sameLines.ts';

/** What is inherited is never a certainty. */
const mostConfidence = 0.85;
const dayMs = 24 * 60 * 60 * 1000;
/** Work is squashed and rebased soon after it was done, or by a commit that names it. */
const longestApartMs = 60 * dayMs;
const mostStrong = 10;
/** Similar commits whose paths are looked at, and those of them that are compared, for each file. */
const mostSimilar = 100;
const mostCompared = 15;
const mostComparedElsewhere = 40;
const mostCandidates = 400;
const mostRenamed = 5;

/** An earlier commit whose work another one may hold; `certain`: by author and time, or because the other names it. */
interface Twin {
  readonly info: CommitInfo;
  readonly certain: boolean;
  /** HEAD has it as well, as where a branch was squashed or picked from and merged later. */
  readonly kept: boolean;
}

/** A file of a commit, and which of its lines are asked about (1-based, as the commit left it). */
export interface WantedLines extends CommitPath {
  readonly lines: ReadonlySet<number>;
}

/**
 * Verdicts for lines of commits without a note, by `COMMIT:PATH` and line, from notes about commits that a rebase, an amend, a cherry-pick
 * or a squash left behind:
 *
 *     before   A ── B (noted: line 3 is AI)
 *     after    A ── C ── B′ (no note)          line 3 of B′ has the text of B's line: inherited from B, at most 0.85
 *
 * Each line must have been added by both commits, with the same text, between the same neighbours.
 */
export async function readInheritedOrigins(
  places: readonly WantedLines[],
  records: ReadonlyMap<string, CommitRecords>,
  sources: RecordSources & { readonly head: string },
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ReadonlyMap<number, Origin>>> {
  const { head, history, notes, seen } = sources;
  const seenCommits = seen?.commits() ?? [];
  // A note speaks for its whole commit; beside it only what the editor saw of an earlier commit can say more.
  const orphans = places.filter(({ commit }) => {
    const known = records.get(commit);
    return known !== undefined && (!known.noted || seenCommits.length > 0) && known.info.parents.length < 2;
  });
  const inherited = new Map<string, Map<number, Origin>>();
  if (orphans.length === 0) return inherited;
  const noted = new Set([...notedCommits(notes), ...seenCommits]);
  if (noted.size === 0) return inherited;
  const commits = [...new Set(orphans.map(({ commit }) => commit))].flatMap((commit) => records.get(commit)?.info ?? []);
  const named = await history.commits(commits.flatMap(hashesIn), signal);
  const left = await history.leftBehind([...noted], head, signal);
  const kept = await history.reachable([...noted], head, signal);
  const infos = await history.commits([...left, ...kept], signal);
  const pool = [
    ...[...left, ...kept].flatMap((hash) => infos.get(hash) ?? []),
    ...[...named.values()].filter(({ hash }) => noted.has(hash)),
  ];
  const twins = findTwins(commits, [...new Set(pool)], new Set(kept));
  const all = [...twins.values()].flat();
  const mostTelling = [...all.filter((twin) => twin.certain || !twin.kept), ...all];
  const twinIds = [...new Set(mostTelling.map(({ info }) => info.hash))].slice(0, mostCandidates);
  const touched = await history.touchedPaths(twinIds, signal);
  const pairs = orphans.flatMap((place) =>
    comparedWith(place.path, twins.get(place.commit) ?? [], touched).flatMap((twin) =>
      samePath(place.path, touched.get(twin.info.hash)).map((path) => ({ place, twin, source: { commit: twin.info.hash, path } })),
    ),
  );
  const twinRecords = await readCommitRecords(
    pairs.map(({ source }) => source),
    sources,
    signal,
  );
  const knowing = pairs.filter(({ source }) => twinRecords.get(source.commit)?.knows(source.path) === true);
  const texts = await history.texts(
    knowing.flatMap(({ source, place }) => [source, place]),
    signal,
  );
  for (const { place, twin, source } of knowing) {
    const [before, after] = [texts.get(commitPathKey(source)), texts.get(commitPathKey(place))];
    const from = twinRecords.get(source.commit);
    if (before === undefined || after === undefined || from === undefined) continue;
    const key = commitPathKey(place);
    const found = inherited.get(key) ?? new Map<number, Origin>();
    inherited.set(key, found);
    const open = [...place.lines].filter((line) => !found.has(line));
    const afterLines = normalisedLines(after);
    const known = new Set(normalisedLines(before).filter((_, index) => recordOf(from, source.path, index + 1) !== undefined));
    if (!open.some((line) => known.has(afterLines[line - 1] ?? ''))) continue;
    // What a later commit has like an earlier one was written again, or copied: git would have led to the earlier one otherwise.
    if (twin.kept && !twin.certain && (await history.descends(place.commit, twin.info.hash, signal))) continue;
    const same = sameLines(before, after);
    for (const line of open) {
      const earlier = same.get(line);
      if (earlier === undefined || (!twin.certain && !isSame(earlier)) || earlier.blockOf === 0) continue;
      const origin = from.added(source.path, earlier.line) ? recordOf(from, source.path, earlier.line) : undefined;
      if (origin !== undefined) found.set(line, inherit(origin, twin.info.hash));
    }
  }
  return inherited;
}

/**
 * Who amends a commit twenty times leaves twenty behind: of the commits that are only similar those that touched the file go first, then
 * those that may have known it under another name, the newest of each.
 */
function comparedWith(path: string, twins: readonly Twin[], touched: ReadonlyMap<string, ReadonlySet<string>>): readonly Twin[] {
  const similar = twins.filter(({ certain }) => !certain);
  const isIn = ({ info }: Twin): boolean => touched.get(info.hash)?.has(path) === true;
  return [
    ...twins.filter(({ certain }) => certain),
    ...similar.filter((twin) => isIn(twin)).slice(0, mostCompared),
    ...similar.filter((twin) => !twin.kept && !isIn(twin)).slice(0, mostComparedElsewhere),
  ];
}

/** The path, where the commit touched it; otherwise files of the same kind, one of which may have got its name since. */
function samePath(path: string, touched: ReadonlySet<string> = new Set()): readonly string[] {
  if (touched.has(path)) return [path];
  return [...touched].filter((each) => extname(each) === extname(path)).slice(0, mostRenamed);
}

/** What the editor saw goes before what a note says; of a line that it saw in part both are heard. */
function recordOf(from: CommitRecords, path: string, line: number): Origin | undefined {
  const own = from.seen(path, line);
  if (own !== undefined && own.kind !== 'unknown') return own;
  const [noted] = from.at(path, line).records;
  return noted && fuseOrigins({ own, records: [noted], omitted: false, commit: unknownOrigin, weak: [] });
}

function inherit(origin: Origin, commit: string): Origin {
  return {
    ...origin,
    confidence: Math.min(mostConfidence, origin.confidence),
    evidence: origin.evidence.map((piece) => ({
      ...piece,
      strength: Math.min(mostConfidence, piece.strength),
      why: `${piece.why} Inherited from ${commit.slice(0, 10)}, where it had the same text.`,
    })),
  };
}

/** For each commit the earlier ones it may be made of: certain ones first, then those nearest in time, the newest first. */
function findTwins(
  commits: readonly CommitInfo[],
  pool: readonly CommitInfo[],
  kept: ReadonlySet<string>,
): ReadonlyMap<string, readonly Twin[]> {
  const byEmail = new Map<string, CommitInfo[]>();
  for (const info of pool) {
    const email = info.author.email.toLowerCase();
    const known = byEmail.get(email) ?? [];
    known.push(info);
    byEmail.set(email, known);
  }
  const byHash = new Map(pool.map((info) => [info.hash, info]));
  return new Map(
    commits.map((commit) => {
      const named = hashesIn(commit).flatMap((hash) => byHash.get(hash) ?? []);
      const sameAuthor = (byEmail.get(commit.author.email.toLowerCase()) ?? []).filter(({ hash }) => hash !== commit.hash);
      const certain = [...new Set([...named, ...sameAuthor.filter((twin) => isTwin(commit, twin))])];
      const similar = sameAuthor.filter(
        (twin) =>
          !certain.includes(twin) && twin.author.at <= commit.committer.at && commit.committer.at - twin.author.at <= longestApartMs,
      );
      const newestFirst = (left: CommitInfo, right: CommitInfo): number => right.author.at - left.author.at;
      return [
        commit.hash,
        [
          ...certain
            .toSorted(newestFirst)
            .slice(0, mostStrong)
            .map((info) => ({ info, certain: true, kept: kept.has(info.hash) })),
          ...similar
            .toSorted(newestFirst)
            .slice(0, mostSimilar)
            .map((info) => ({ info, certain: false, kept: kept.has(info.hash) })),
        ],
      ] as const;
    }),
  );
}

/** The same author wrote both at the same second, or the message of one takes up the subject of the other, as a squash does. */
function isTwin(commit: CommitInfo, earlier: CommitInfo): boolean {
  if (commit.author.at === earlier.author.at) return true;
  const subject = earlier.subject.replace(/^(?:(?:fixup|squash|amend)! )+/u, '');
  if (subject.length < 8 || earlier.author.at > commit.committer.at) return false;
  return commit.message.split('\n', 500).some((line) => line.replace(/^\s*(?:[*-] )?/u, '').trimEnd() === subject);
}

/** Whole commit ids in a message: `(cherry picked from commit …)`, git's own list of what a squash holds. */
function hashesIn({ message }: CommitInfo): readonly string[] {
  return [...message.slice(0, 50_000).matchAll(/\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b/gu)].map(([hash]) => hash).slice(0, 100);
}
