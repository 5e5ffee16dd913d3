import type { CommitInfo } from '../git/commitInfo.ts';
import type { Repository } from '../git/repository.ts';
import { visibleText } from '../safety/visibleText.ts';
import type { Change } from '../terms/change.ts';
import { contentId } from '../terms/ids.ts';
import { unknownOrigin } from '../terms/origin.ts';
import type { Origin } from '../terms/origin.ts';
import { success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import { originOfCommit } from './signals/commitTrailer.ts';
import { diffOptions, readTouchedFiles } from './touchedFiles.ts';

/** What `second` brings that `first` does not have, as one Change: the difference from where the two parted. */
export async function readRange(repository: Repository, first: string, second: string, signal?: AbortSignal): Promise<Result<Change>> {
  const range = await repository.range(first, second, diffOptions(signal));
  if (!range.ok) return range;
  const touched = await readTouchedFiles(repository, range.value.files, signal);
  if (!touched.ok) return touched;
  return success({
    id: contentId('range', range.value.from, range.value.to),
    kind: 'range',
    root: repository.root,
    title: visibleText(`${first}..${second}`, 120),
    origin: originOfCommits(range.value.commits),
    ...touched.value,
    at: range.value.commits[0]?.author.at ?? 0,
  });
}

/** What is staged for the next commit, as one Change; its origin is unknown until something else says more. `at` is the caller's time. */
export async function readStaged(repository: Repository, at: number, signal?: AbortSignal): Promise<Result<Change>> {
  const staged = await repository.diffStaged(diffOptions(signal));
  if (!staged.ok) return staged;
  const touched = await readTouchedFiles(repository, staged.value, signal);
  if (!touched.ok) return touched;
  return success({
    id: contentId('staged', repository.root, ...staged.value.flatMap((file) => [file.path, file.blob ?? '', file.previousBlob ?? ''])),
    kind: 'staged',
    root: repository.root,
    title: 'staged changes',
    origin: unknownOrigin,
    ...touched.value,
    at,
  });
}

/** All commits AI: the weakest of them speaks. Some: mixed. Merges say nothing. */
function originOfCommits(commits: readonly CommitInfo[]): Origin {
  const origins = commits.filter((commit) => commit.parents.length < 2).map((commit) => originOfCommit(commit));
  const ai = origins.filter((origin) => origin.kind === 'ai').toSorted((left, right) => left.confidence - right.confidence);
  const [weakest] = ai;
  if (weakest === undefined) return unknownOrigin;
  const evidence = ai.flatMap((origin) => origin.evidence).slice(0, 5);
  if (ai.length < origins.length) return { kind: 'mixed', confidence: weakest.confidence, evidence };
  const sameTool = ai.every((origin) => origin.tool === weakest.tool) && weakest.tool !== undefined;
  return { kind: 'ai', confidence: weakest.confidence, ...(sameTool ? { tool: weakest.tool } : {}), evidence };
}
