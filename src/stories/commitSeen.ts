import { changeOfCommit, filesOfMerge } from '../changes/commitChange.ts';
import type { ChangeStore } from '../changes/changeStore.ts';
import { addSeen, seenInCommit } from '../changes/commitLines.ts';
import type { CommitLineStore } from '../changes/commitLines.ts';
import type { Repository } from '../git/repository.ts';
import type { Change } from '../terms/change.ts';
import type { Clock } from '../terms/clock.ts';
import type { OwnRecords } from './ownRecords.ts';

/** After a pull of a whole release nobody wants to be asked about all of it. */
const mostCommits = 20;
const freshMs = 3 * 24 * 60 * 60_000;

/** So many commits are known to have been read; beyond that they are read again. */
const mostRead = 10_000;

/**
 * HEAD moved, perhaps while no editor was open. What the editor saw of the lines of new commits is kept with them. Commits since the last one seen that show signs of AI become Changes, oldest first.
 * The first time a repository is seen there is nothing to compare with; then only the newest commit counts, if it is fresh.
 * A commit that comes back with a checkout was read when it was made, when the documents held what was written for it.
 *
 *     last seen ──► commit ──► commit (Co-Authored-By: Claude …) ──► HEAD
 *                    silent     a Change
 */
export async function commitSeen(
  repository: Repository,
  parts: OwnRecords & {
    readonly store: ChangeStore;
    readonly lines: CommitLineStore;
    /** Commits that were read before; kept by the caller, filled here. */
    readonly read: Set<string>;
    readonly clock: Clock;
    readonly onChange: (change: Change) => void;
  },
): Promise<void> {
  const head = await repository.head();
  const last = parts.store.lastHead(repository.root);
  if (head === undefined || head === last) return;
  const commits = await repository.commitsSince(last, last === undefined ? 1 : mostCommits);
  for (const commit of commits.toReversed()) {
    if (parts.read.has(commit.hash)) continue;
    const read = await changeOfCommit(repository, commit);
    if (!read.ok) continue;
    if (parts.read.size >= mostRead) parts.read.clear();
    parts.read.add(commit.hash);
    const change = read.value;
    const before = parts.lines.find(repository.commonDir, [commit.hash]).get(commit.hash);
    const files = commit.parents.length > 1 ? await filesOfMerge(repository, commit) : change.files;
    // What is in a stash goes by the old name, and comes back under the new one.
    for (const { path, beforePath } of files) {
      const states = beforePath === undefined ? [] : parts.own(beforePath);
      const telling = states.filter(({ segments }) => segments.some(({ origin }) => origin.kind !== 'unknown'));
      for (const state of telling.toReversed()) parts.keep(path, state);
    }
    const seen = addSeen(before, seenInCommit(files, commit, parts.own));
    if (seen.size > 0) parts.lines.save(repository.commonDir, commit.hash, seen);
    const fresh = last !== undefined || parts.clock.now() - change.at < freshMs;
    const assisted = change.origin.kind === 'ai' || change.origin.kind === 'mixed';
    if (fresh && assisted && change.origin.confidence >= 0.5) parts.onChange(change);
  }
  parts.store.setLastHead(repository.root, head);
}
