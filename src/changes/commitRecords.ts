import type { CommitInfo } from '../git/commitInfo.ts';
import { isFetchedNotesRef } from '../git/fetchNotes.ts';
import { commitPathKey } from '../git/history.ts';
import type { SeenLines } from './commitLines.ts';
import { normalisedLine } from '../git/filePatch.ts';
import type { CommitPath, History, NoteList } from '../git/history.ts';
import type { Evidence, Origin } from '../terms/origin.ts';
import { contains } from '../terms/ranges.ts';
import type { LineRange } from '../terms/ranges.ts';
import { originsInAgentblameNote, parseAgentblameNote } from './signals/agentblameNote.ts';
import type { AgentblameNote } from './signals/agentblameNote.ts';
import { originsInAgentTrace } from './signals/agentTrace.ts';
import type { AgentTrace } from './signals/agentTrace.ts';
import { originOfCommit } from './signals/commitTrailer.ts';
import { originInNote, parseGitAiNote } from './signals/gitAiNote.ts';
import type { GitAiNote } from './signals/gitAiNote.ts';
import { isVersionBump } from './writtenByTools.ts';

/** What tools recorded about one line of a commit. */
export interface LineRecords {
  readonly records: readonly Origin[];
  readonly omitted: boolean;
  readonly weak: readonly Evidence[];
}

export interface CommitRecords {
  readonly info: CommitInfo;
  /** What the commit says of itself. */
  readonly claimed: Origin;
  /** Whether any note is about it. */
  readonly noted: boolean;
  /** Whether a record names any line of this file. */
  knows(path: string): boolean;
  /** `path` and `line` (1-based) as the commit left them. */
  at(path: string, line: number): LineRecords;
  /** What the editor saw of the writing of that line, where it did. */
  seen(path: string, line: number): Origin | undefined;
  /** Whether the commit added that line; read for commits with a note. */
  added(path: string, line: number): boolean;
  /** Whether the commit took out a line with this text somewhere, and so may only have moved it; read for commits that claim AI. */
  removed(text: string): boolean;
}

export interface RecordSources {
  readonly history: History;
  readonly notes: readonly NoteList[];
  readonly trace: AgentTrace;
  /** What the editor saw of committed lines. */
  readonly seen?: {
    readonly commits: () => readonly string[];
    readonly find: (commits: readonly string[]) => ReadonlyMap<string, ReadonlyMap<string, readonly SeenLines[]>>;
  };
}

const maxNoteBytes = 4_000_000;
/** Each needs one look at git; more differing revisions than this are left undecided. */
const mostAncestries = 100;

/** The refs of a tool's notes: its own first, then copies of other people's. */
function noteRefs(notes: readonly NoteList[], tool: 'ai' | 'agentblame'): readonly NoteList[] {
  const own = `refs/notes/${tool}`;
  return notes
    .filter(({ ref }) => ref === own || ref.startsWith(`${own}-remote/`) || isFetchedNotesRef(ref, tool))
    .toSorted((left, right) => Number(right.ref === own) - Number(left.ref === own));
}

/** Every commit that a note is about, whether it exists here or not. */
export function notedCommits(notes: readonly NoteList[]): readonly string[] {
  return [...noteRefs(notes, 'ai'), ...noteRefs(notes, 'agentblame')].flatMap((list) => [...list.notes.keys()]);
}

function noteOf(lists: readonly NoteList[], commit: string): string | undefined {
  for (const { notes } of lists) {
    const blob = notes.get(commit);
    if (blob !== undefined) return blob;
  }
  return undefined;
}

/** Reads what is recorded about lines of these files in these commits: only the notes about them, all in a fixed number of git calls. */
export async function readCommitRecords(
  places: readonly CommitPath[],
  { history, notes, trace, seen }: RecordSources,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, CommitRecords>> {
  const hashes = [...new Set(places.map(({ commit }) => commit))];
  const lists = { ai: noteRefs(notes, 'ai'), agentblame: noteRefs(notes, 'agentblame') };
  const noteIds = hashes.map((commit) => ({ commit, ai: noteOf(lists.ai, commit), agentblame: noteOf(lists.agentblame, commit) }));
  const [infos, blobs] = await Promise.all([
    history.commits(hashes, signal),
    history.blobs(
      noteIds.flatMap(({ ai, agentblame }) => [ai, agentblame].filter((id) => id !== undefined)),
      maxNoteBytes,
      signal,
    ),
  ]);
  const seenLines = seen?.find(hashes);
  const read = new Map<string, { readonly gitAi?: GitAiNote; readonly agentblame?: AgentblameNote }>();
  for (const { commit, ai, agentblame } of noteIds) {
    const texts = [ai, agentblame].map((id) => (id === undefined ? undefined : blobs.get(id)));
    const gitAi = texts[0] === undefined ? undefined : parseGitAiNote(texts[0]);
    const blamed = texts[1] === undefined ? undefined : parseAgentblameNote(texts[1]);
    if (gitAi !== undefined || blamed !== undefined) read.set(commit, { ...(gitAi && { gitAi }), ...(blamed && { agentblame: blamed }) });
  }
  const noted = [...new Set([...read.keys(), ...(seenLines?.keys() ?? [])])];
  const needText = places.filter(({ commit, path }) => trace.files.has(path) || read.get(commit)?.agentblame?.files.has(path) === true);
  // What commits that claim AI for all their lines only moved is not theirs. Where a note names the AI lines, nothing else is claimed.
  const namesAi = (commit: string): boolean => [...(read.get(commit)?.gitAi?.files.values() ?? [])].some((claims) => claims.some(isAi));
  const claimants = [...infos.values()].filter((info) => originOfCommit(info).kind !== 'unknown').map(({ hash }) => hash);
  const unnamed = claimants.filter((commit) => !namesAi(commit));
  const paths = [...new Set(places.filter(({ commit }) => noted.includes(commit)).map(({ path }) => path))];
  const [added, removed, touched, texts, ancestry] = await Promise.all([
    history.addedLines(noted, paths, signal),
    history.removedLines(unnamed, signal),
    history.touchedPaths(noted, signal),
    history.texts(needText, signal),
    readAncestry(needText, { history, trace }, signal),
  ]);
  const perFile = new Map<string, readonly ReadonlyMap<number, Origin>[]>();
  for (const place of needText) {
    const key = commitPathKey(place);
    const text = texts.get(key);
    const info = infos.get(place.commit);
    if (text === undefined || info === undefined || perFile.has(key)) continue;
    const agentblame = read.get(place.commit)?.agentblame;
    const claims = trace.files.get(place.path);
    const descendsFrom = (revision: string): boolean => ancestry.has(`${place.commit} ${revision}`);
    perFile.set(key, [
      ...(agentblame === undefined ? [] : [originsInAgentblameNote(agentblame, place.path, text, place.commit)]),
      ...(claims === undefined
        ? []
        : [originsInAgentTrace(claims, text, { commit: place.commit, committedAt: info.committer.at, descendsFrom })]),
    ]);
  }
  return new Map(
    [...infos].map(([commit, info]) => {
      const notesOfCommit = read.get(commit);
      const addedTo = (path: string): readonly LineRange[] => added.get(commitPathKey({ commit, path })) ?? [];
      const gitAi = notesOfCommit?.gitAi && readNote(notesOfCommit.gitAi, info, touched.get(commit) ?? new Set(), addedTo);
      const records: CommitRecords = {
        info,
        claimed: originOfCommit(info),
        noted: notesOfCommit !== undefined,
        added: (path, line) => addedTo(path).some(([first, last]) => first <= line && line <= last),
        knows: (path) =>
          notesOfCommit?.gitAi?.files.has(path) === true ||
          perFile.has(commitPathKey({ commit, path })) ||
          seenLines?.get(commit)?.has(path) === true,
        seen: (path, line) =>
          seenLines
            ?.get(commit)
            ?.get(path)
            ?.find(({ lines }) => contains(lines, line))?.origin,
        removed: (text) => removed.get(commit)?.has(normalisedLine(text)) === true,
        at(path, line) {
          const found = (perFile.get(commitPathKey({ commit, path })) ?? []).flatMap((origins) => origins.get(line) ?? []);
          const note = gitAi?.(path, line) ?? { records: [], omitted: false, weak: [] };
          return { ...note, records: [...note.records, ...found] };
        },
      };
      return [commit, records] as const;
    }),
  );
}

function isAi({ by }: { readonly by: 'ai' | 'saved' }): boolean {
  return by === 'ai';
}

/** git-ai's note as answers about lines. Claims that reach beyond the commit's own lines make the whole note cumulative, hence weaker. */
function readNote(
  note: GitAiNote,
  info: CommitInfo,
  touched: ReadonlySet<string>,
  addedTo: (path: string) => readonly LineRange[],
): (path: string, line: number) => LineRecords {
  const commit = info.hash;
  const knowsAi = [...note.files.values()].some((claims) => claims.some(isAi));
  const staysInFiles = [...note.files.keys()].every((path) => touched.has(path));
  const exactIn = new Map<string, boolean>();
  const isExact = (path: string): boolean => {
    const known = exactIn.get(path);
    if (known !== undefined) return known;
    const ranges = addedTo(path);
    const isAdded = ([first, last]: LineRange): boolean => ranges.some((range) => range[0] <= first && last <= range[1]);
    const exact = staysInFiles && (note.files.get(path) ?? []).every(({ lines }) => lines.every(isAdded));
    exactIn.set(path, exact);
    return exact;
  };
  const isBump = isVersionBump(info, touched);
  const where = `git-ai note of commit ${commit.slice(0, 10)}`;
  return (path, line) => {
    const exact = isExact(path);
    const origin = originInNote(note, path, line, { commit, exact });
    if (origin.kind === 'unknown') {
      const why = 'git-ai recorded AI lines in this commit, and this line is not among them.';
      return { records: [], omitted: knowsAi, weak: knowsAi ? [{ source: 'git-ai-note', strength: 0, where, why }] : [] };
    }
    if (!isBump || exact) return { records: [origin], omitted: false, weak: [] };
    const why = 'The commit only raises a version, and the note repeats what was recorded of earlier commits.';
    return { records: [], omitted: true, weak: [{ source: 'git-ai-note', strength: 0, where, why }] };
  };
}

/** Pairs `COMMIT REVISION` where the commit is the revision of a trace record or comes after it. */
async function readAncestry(
  places: readonly CommitPath[],
  { history, trace }: Pick<RecordSources, 'history' | 'trace'>,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const pairs = new Map<string, readonly [commit: string, revision: string]>();
  for (const { commit, path } of places)
    for (const { revision } of trace.files.get(path) ?? [])
      if (revision !== undefined) pairs.set(`${commit} ${revision}`, [commit, revision]);
  const holding = new Set<string>();
  for (const [pair, [commit, revision]] of [...pairs].slice(0, mostAncestries))
    if (await history.descends(commit, revision, signal)) holding.add(pair);
  return holding;
}
