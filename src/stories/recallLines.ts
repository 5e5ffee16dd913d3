import { dirname } from 'node:path';
import type { CommitLineStore } from '../changes/commitLines.ts';
import { attributeLines } from '../changes/lineHistory.ts';
import type { Repository } from '../git/repository.ts';
import type { Origin } from '../terms/origin.ts';

interface AskedFile {
  /** Absolute. */
  readonly file: string;
  readonly text: string;
  readonly root?: string;
}

interface RecallParts {
  readonly repository: (root: string) => Promise<Repository | undefined>;
  readonly readText: (file: string) => Promise<string | undefined>;
  readonly commitLines: CommitLineStore;
}

/** Who wrote the committed lines (1-based) of a file, where something is recorded of them; git is asked, nothing is written. */
export async function recallLines(
  { file, text, root = dirname(file) }: AskedFile,
  { repository: find, readText, commitLines }: RecallParts,
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, Origin>> {
  const repository = await find(root);
  const commit = await repository?.head();
  if (repository === undefined || commit === undefined || !file.startsWith(`${repository.root}/`)) return new Map();
  const asked = [{ path: file.slice(repository.root.length + 1), text }];
  const [found] = await attributeLines(asked, { repository, commit, readText, commitLines }, signal);
  return new Map((found?.lines ?? []).filter(({ origin }) => origin.kind !== 'unknown').map(({ line, origin }) => [line, origin]));
}
