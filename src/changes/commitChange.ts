import type { CommitInfo } from '../git/commitInfo.ts';
import type { Repository } from '../git/repository.ts';
import { visibleText } from '../safety/visibleText.ts';
import type { Change, TouchedFile } from '../terms/change.ts';
import { contentId } from '../terms/ids.ts';
import { failure, success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import { originFromNote } from './noteOrigin.ts';
import { originOfCommit } from './signals/commitTrailer.ts';
import { parseGitAiNote } from './signals/gitAiNote.ts';
import { diffOptions, readTouchedFiles, type TouchedTexts } from './touchedFiles.ts';

/**
 * A commit as a Change, with its origin from what the commit says of itself and from git-ai's note about it. A merge, and a commit that touches no code of ours (a lockfile), has no files. `ref` is anything that git understands; fails with a sentence when there is no such commit.
 */
export async function readCommit(repository: Repository, ref: string, signal?: AbortSignal): Promise<Result<Change>> {
  const commit = await repository.commit(ref, signal);
  return commit.ok ? await changeOfCommit(repository, commit.value, signal) : commit;
}

/** Files that a merge left as none of its parents has them, against the first parent; none of them is a Change of its own. */
export async function filesOfMerge(repository: Repository, commit: CommitInfo, signal?: AbortSignal): Promise<readonly TouchedFile[]> {
  const paths = await repository.mergedPaths(commit, signal);
  const touched = paths.size === 0 ? undefined : await filesOfCommit(repository, commit, (path) => paths.has(path), signal);
  return touched?.ok === true ? touched.value.files : [];
}

async function filesOfCommit(
  repository: Repository,
  commit: CommitInfo,
  isMeant: (path: string) => boolean,
  signal?: AbortSignal,
): Promise<Result<TouchedTexts>> {
  const options = diffOptions(signal);
  const changed = await repository.changedFiles(commit, { ...options, accept: (path) => options.accept(path) && isMeant(path) });
  return changed.ok ? await readTouchedFiles(repository, changed.value, signal) : changed;
}

/** The same of a commit that is known. */
export async function changeOfCommit(repository: Repository, commit: CommitInfo, signal?: AbortSignal): Promise<Result<Change>> {
  const { hash, parents, subject, author } = commit;
  const touched = parents.length > 1 ? success({ files: [], manifests: [] }) : await filesOfCommit(repository, commit, () => true, signal);
  if (!touched.ok) return failure(touched.reason);
  const { files, manifests } = touched.value;
  const claimed = originOfCommit(commit);
  const note = files.length === 0 ? undefined : await repository.noteOf(hash, 'refs/notes/ai', signal);
  return success({
    id: contentId('commit', hash),
    kind: 'commit',
    root: repository.root,
    title: visibleText(subject, 120),
    origin: note === undefined ? claimed : originFromNote(parseGitAiNote(note), { commit: hash, files, claimed }),
    files,
    ...(manifests.length > 0 && { manifests }),
    commit: hash,
    at: author.at,
  });
}
