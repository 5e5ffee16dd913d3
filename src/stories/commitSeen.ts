import { readCommit } from '../changes/commitChange.ts';
import type { TrackedText } from '../changes/carrySegments.ts';
import type { ChangeStore } from '../changes/changeStore.ts';
import { seenInCommit } from '../changes/commitLines.ts';
import type { CommitLineStore } from '../changes/commitLines.ts';
import type { Repository } from '../git/repository.ts';
import type { Change } from '../terms/change.ts';
import type { Clock } from '../terms/clock.ts';

/** After a pull of a whole release nobody wants to be asked about all of it. */
const mostCommits = 20;
const freshMs = 3 * 24 * 60 * 60_000;

/**
 * HEAD moved, perhaps while no editor was open. What the editor saw of the lines of new commits is kept with them. Commits since the last one seen that show signs of AI become Changes, oldest first.
 * The first time a repository is seen there is nothing to compare with; then only the newest commit counts, if it is fresh.
 *
 *     last seen ──► commit ──► commit (Co-Authored-By: Claude …) ──► HEAD
 *                    silent     a Change
 */
export async function commitSeen(
  repository: Repository,
  parts: {
    readonly store: ChangeStore;
    readonly lines: CommitLineStore;
    /** What the editor recorded of a file, by its path in the repository. */
    readonly own: (path: string) => TrackedText | undefined;
    readonly clock: Clock;
    readonly onChange: (change: Change) => void;
  },
): Promise<void> {
  const head = await repository.head();
  const last = parts.store.lastHead(repository.root);
  if (head === undefined || head === last) return;
  const commits = await repository.commitsSince(last, last === undefined ? 1 : mostCommits);
  for (const commit of commits.toReversed()) {
    const read = await readCommit(repository, commit.hash);
    if (!read.ok) continue;
    const change = read.value;
    const seen = seenInCommit(change.files, commit, parts.own);
    if (seen.size > 0) parts.lines.save(repository.commonDir, commit.hash, seen);
    const fresh = last !== undefined || parts.clock.now() - change.at < freshMs;
    const assisted = change.origin.kind === 'ai' || change.origin.kind === 'mixed';
    if (fresh && assisted && change.origin.confidence >= 0.5) parts.onChange(change);
  }
  parts.store.setLastHead(repository.root, head);
}
