import { dirname } from 'node:path';
import type { CommitLineStore } from '../changes/commitLines.ts';
import { attributeLines } from '../changes/lineHistory.ts';
import type { AgentEdit } from '../changes/transcripts/agentEdit.ts';
import type { Transcripts } from '../changes/transcripts/transcripts.ts';
import type { Repository } from '../git/repository.ts';
import type { Origin } from '../terms/origin.ts';

interface AskedFile {
  /** Absolute. */
  readonly file: string;
  readonly text: string;
  readonly root?: string;
}

interface RecallParts {
  readonly repositoryOf: (file: string, root: string) => Promise<Repository | undefined>;
  readonly readText: (file: string) => Promise<string | undefined>;
  readonly commitLines: CommitLineStore;
  readonly transcripts: Pick<Transcripts, 'allowed' | 'edits'>;
}

/** Who wrote the lines (1-based) of a file, where a commit or an agent has recorded something of them; nothing is written. */
export async function recallLines(
  { file, text, root = dirname(file) }: AskedFile,
  { repositoryOf, readText, commitLines, transcripts }: RecallParts,
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, Origin>> {
  const repository = await repositoryOf(file, root);
  const commit = await repository?.head();
  const top = repository?.root ?? root;
  if (!file.startsWith(`${top}/`) || (commit === undefined && !transcripts.allowed())) return new Map();
  const asked = [{ path: file.slice(top.length + 1), text }];
  const told = async (each: string): Promise<readonly AgentEdit[]> => await transcripts.edits(root, each);
  const parts = { repository, commit, root: top, readText, commitLines, transcripts: told };
  const [found] = await attributeLines(asked, parts, signal);
  return new Map((found?.lines ?? []).filter(({ origin }) => origin.kind !== 'unknown').map(({ line, origin }) => [line, origin]));
}
