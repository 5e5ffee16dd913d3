import { commitPathKey } from '../git/history.ts';
import type { BlameLine } from '../git/blame.ts';
import type { Repository } from '../git/repository.ts';
import { unknownOrigin } from '../terms/origin.ts';
import type { Evidence, Origin } from '../terms/origin.ts';
import type { TrackedText } from './segmentStore.ts';
import type { CommitLineStore } from './commitLines.ts';
import { readCommitRecords } from './commitRecords.ts';
import type { CommitRecords } from './commitRecords.ts';
import { fuseOrigins } from './fuseOrigins.ts';
import { isFromHistory } from './historySources.ts';
import { readInheritedOrigins } from './inheritedRecords.ts';
import { askedLines, linesOfText, placesOf, readLineage } from './lineage.ts';
import type { Lineage, LinesOfText } from './lineage.ts';
import { ownOrigins } from './ownOrigins.ts';
import { hasSubstance } from './sameLines.ts';
import { parseAgentTrace } from './signals/agentTrace.ts';
import type { AgentEdit } from './transcripts/agentEdit.ts';
import { matchEdits, originInTranscript } from './transcripts/matchEdits.ts';
import { isLockfile } from './writtenByTools.ts';

export interface AskedText extends LinesOfText {
  /** What was recorded in the editor while this file was written. */
  readonly own?: TrackedText;
}

export interface AttributedLine {
  /** 1-based. */
  readonly line: number;
  readonly origin: Origin;
}

export interface AttributedText {
  readonly path: string;
  readonly lines: readonly AttributedLine[];
}

export interface LineHistoryParts {
  /** Absent where there is no git: only own records speak then. */
  readonly repository?: Pick<Repository, 'root' | 'commonDir' | 'history'> | undefined;
  /** The commit that the texts are compared with; absent before the first commit. */
  readonly commit?: string | undefined;
  /** Absolute; the repository's top folder where there is one. */
  readonly root?: string | undefined;
  /** What the editor saw of committed lines. */
  readonly commitLines?: CommitLineStore;
  /** What agents recorded of their writes to a file (absolute path); only where a person allowed it. */
  readonly transcripts?: ((file: string) => Promise<readonly AgentEdit[]>) | undefined;
  /** Text of a file on disk: a trace lies beside the code, usually ignored by git. */
  readonly readText: (file: string) => Promise<string | undefined>;
  /** After each file, for a progress bar. */
  readonly onProgress?: (done: number, total: number, path: string) => void;
}

const blamedAtOnce = 4;
/** Fewer lines with substance, and fewer letters and digits in one line, are no block that was moved. */
const leastBlock = 3;
const leastCharacters = 20;

/**
 * Who wrote each line: blame leads to the commit that wrote it, and to its path and number there; what is recorded about that line
 * decides. Lines that the commit does not have as they stand are not committed. Where evidence is missing, or git cannot answer, a line
 * is `unknown`. Nothing is fetched and nothing is written.
 */
export async function attributeLines(
  files: readonly AskedText[],
  { repository, commit, commitLines, transcripts, root = repository?.root, readText, onProgress }: LineHistoryParts,
  signal?: AbortSignal,
): Promise<readonly AttributedText[]> {
  if (repository === undefined || commit === undefined) {
    const why = repository === undefined ? 'This file is in no git repository.' : 'Not committed.';
    return await inTurn(files, async (file) => {
      const told = await toldOf(file, [file.path], { root, transcripts });
      return attribute(file, (line, own) => withoutCommit(undecided('git', file.path, why), own, told.get(line)));
    });
  }
  const { history } = repository;
  const reading = history.notes(signal);
  const committed = await history.texts(
    files.map(({ path }) => ({ commit, path })),
    signal,
  );
  let done = 0;
  const lineages = await inTurn(files, async (file) => {
    signal?.throwIfAborted();
    const lineage = await readLineage(
      file,
      { history, commit, committed: committed.get(commitPathKey({ commit, path: file.path })) },
      signal,
    );
    done += 1;
    onProgress?.(done, files.length, file.path);
    return lineage;
  });
  const trace = parseAgentTrace((await readText(`${repository.root}/.agent-trace/traces.jsonl`)) ?? '', repository.root);
  const seen = commitLines && {
    commits: () => commitLines.commits(repository.commonDir),
    find: (commits: readonly string[]) => commitLines.find(repository.commonDir, commits),
  };
  const sources = { history, notes: await reading, trace, ...(seen && { seen }) };
  const direct = placesOf(lineages.map(({ lines }) => lines));
  const first = await readCommitRecords(direct, sources, signal);
  const followed = await inTurn(files, async (file, index) => await withoutMoves(file, lineages[index], first, signal));
  const places = placesOf(followed.map(({ lines }) => lines));
  const read = new Set(direct.map(commitPathKey));
  const further = new Set(places.filter((place) => !read.has(commitPathKey(place))).map((place) => place.commit));
  const more = places.filter((place) => further.has(place.commit));
  const records = more.length === 0 ? first : new Map([...first, ...(await readCommitRecords(more, sources, signal))]);
  const inherited = await readInheritedOrigins(places, records, { ...sources, head: commit }, signal);
  return await inTurn(files, async (file, index) => {
    const failed = lineages[index]?.failed;
    if (failed !== undefined) return attribute(file, () => undecided('git', file.path, failed));
    const { lines, moved } = followed[index] ?? { lines: new Map<number, BlameLine>(), moved: new Set() };
    // A renamed file was written under its earlier names.
    const paths = new Set([file.path, ...[...lines.values()].map(({ originalPath }) => originalPath)]);
    const told = await toldOf(file, [...paths], { root, transcripts });
    return attribute(file, (line, own) =>
      originOfLine(lines.get(line), own, { records, inherited, moved: moved.has(line), told: told.get(line) }),
    );
  });
}

interface Followed {
  readonly lines: ReadonlyMap<number, BlameLine>;
  /** Lines that came from another place in the commit that has them, which is as far as they can be followed. */
  readonly moved: ReadonlySet<number>;
}

/**
 * A commit that claims AI may only have moved a person's lines. Lines with a text that their commit also took out somewhere are blamed
 * once more, through the move; where that leads no further they were moved between files.
 */
async function withoutMoves(
  file: AskedText,
  lineage: Lineage | undefined,
  records: ReadonlyMap<string, CommitRecords>,
  signal?: AbortSignal,
): Promise<Followed> {
  if (lineage === undefined) return { lines: new Map(), moved: new Set() };
  const texts = linesOfText(file.text);
  const isTakenOut = (line: number): boolean => {
    const blamed = lineage.lines.get(line);
    const known = blamed === undefined ? undefined : records.get(blamed.commit);
    if (blamed === undefined || known === undefined || known.claimed.kind === 'unknown') return false;
    // A record that names the line says more than what stood elsewhere in the file.
    const isNamed = known.at(blamed.originalPath, blamed.originalLine).records.length > 0;
    return !isNamed && known.removed(texts[line - 1] ?? '');
  };
  const suspects = [...lineage.lines.keys()].filter((line) => isTakenOut(line));
  const asked = runsOf(suspects)
    .filter((run) => isMoveable(run.map((line) => texts[line - 1] ?? '')))
    .flat();
  if (asked.length === 0) return { lines: lineage.lines, moved: new Set() };
  const followed = await lineage.followMoves(asked, signal);
  const isLost = (line: number): boolean => {
    const [before, after] = [lineage.lines.get(line), followed.get(line)];
    return after === undefined || after.commit === before?.commit;
  };
  return { lines: new Map([...lineage.lines, ...followed]), moved: new Set(asked.filter(isLost)) };
}

/** Short lines that stand alone are equal by chance; so little git does not follow either. */
function isMoveable(lines: readonly string[]): boolean {
  return (
    lines.filter((line) => hasSubstance(line)).length >= leastBlock ||
    lines.some((line) => line.replaceAll(/[^\p{L}\p{N}]/gu, '').length >= leastCharacters)
  );
}

function runsOf(numbers: readonly number[]): readonly (readonly number[])[] {
  const runs: number[][] = [];
  for (const number of numbers.toSorted((left, right) => left - right)) {
    const run = runs.at(-1);
    if (run?.at(-1) === number - 1) run.push(number);
    else runs.push([number]);
  }
  return runs;
}

interface Recorded {
  readonly records: ReadonlyMap<string, CommitRecords>;
  readonly inherited: ReadonlyMap<string, ReadonlyMap<number, Origin>>;
  readonly moved: boolean;
  /** An agent's record that has this line. */
  readonly told: AgentEdit | undefined;
}

/** Clocks of git and of an agent on one machine are the same; a commit follows the write within the second. */
const skewMs = 5_000;

async function toldOf(
  file: AskedText,
  paths: readonly string[],
  { root, transcripts }: Pick<LineHistoryParts, 'root' | 'transcripts'>,
): Promise<ReadonlyMap<number, AgentEdit>> {
  if (transcripts === undefined || root === undefined) return new Map();
  const edits = await Promise.all(paths.map(async (path) => await transcripts(`${root}/${path}`)));
  return matchEdits(edits.flat(), file.text);
}

function withoutCommit(open: Origin, own: Origin | undefined, told: AgentEdit | undefined): Origin {
  if (told === undefined) return open;
  return fuseOrigins({ own, records: [originInTranscript(told)], omitted: false, commit: unknownOrigin, weak: [] });
}

function originOfLine(blamed: BlameLine | undefined, own: Origin | undefined, { records, inherited, moved, told }: Recorded): Origin {
  if (blamed === undefined) return withoutCommit(undecided('git', 'working folder', 'Not committed.'), own, told);
  const { commit, originalPath: path, originalLine: line, boundary } = blamed;
  const where = `commit ${commit.slice(0, 10)}`;
  if (boundary)
    return undecided('git', where, 'The clone is shallow and its history ends here, so an earlier commit may have written this.');
  if (isLockfile(path)) return undecided('lockfile', where, 'A package manager writes this file.');
  const known = records.get(commit);
  if (known === undefined) return undecided('git', where, 'The commit that wrote this could not be read.');
  const noted = known.at(path, line);
  // Whoever wrote it after it was committed did not write it.
  const isTold = told !== undefined && told.at <= known.info.committer.at + skewMs;
  const recorded = isTold ? { ...noted, records: [...noted.records, originInTranscript(told)] } : noted;
  const why = 'The commit took the same text out elsewhere, so it may only have moved this.';
  const named = moved ? { ...recorded, omitted: true, weak: [...recorded.weak, { source: 'git', strength: 0, where, why }] } : recorded;
  // What the document says now and what was kept of it at the commit are one witness.
  const kept = own === undefined || own.kind === 'unknown' ? (known.seen(path, line) ?? own) : own;
  // What was recalled from a commit counts only where this one says nothing of the line, and never twice.
  const isRepeated = kept !== undefined && isFromHistory(kept) && (named.records.length > 0 || speaksOf(kept, commit));
  const seen = isRepeated ? undefined : kept;
  const isOpen = named.records.length === 0 && seen?.kind !== 'human' && seen?.kind !== 'ai';
  const earlier = isOpen ? inherited.get(commitPathKey({ commit, path }))?.get(line) : undefined;
  if (earlier === undefined || ((named.omitted || known.noted) && isFromHistory(earlier)))
    return fuseOrigins({ ...named, own: seen, commit: known.claimed });
  return fuseOrigins({ ...named, records: [earlier], inherited: true, own: seen, commit: known.claimed });
}

function speaksOf({ evidence }: Origin, commit: string): boolean {
  return evidence.some(({ where }) => where.includes(commit.slice(0, 10)));
}

/** Own records stand also where git knows nothing. */
function attribute(file: AskedText, judge: (line: number, own: Origin | undefined) => Origin): AttributedText {
  const own = file.own === undefined ? undefined : ownOrigins(file.own, file.text);
  const lines = askedLines(file).map((line) => {
    const recorded = own?.(line);
    const origin = judge(line, recorded);
    const isOpen = origin.evidence.length > 0 && origin.evidence.every(({ source }) => source === 'git');
    if (recorded === undefined || recorded.kind === 'unknown' || !isOpen) return { line, origin };
    return { line, origin: fuseOrigins({ own: recorded, records: [], omitted: false, commit: unknownOrigin, weak: origin.evidence }) };
  });
  return { path: file.path, lines };
}

function undecided(source: string, where: string, why: string): Origin {
  const evidence: Evidence = { source, strength: 0, where, why };
  return { ...unknownOrigin, evidence: [evidence] };
}

/** A few at a time; the answers in the order of what was asked. */
async function inTurn<Asked, Answer>(
  asked: readonly Asked[],
  answer: (each: Asked, index: number) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  const queue = [...asked.entries()];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) answers[next[0]] = await answer(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: blamedAtOnce }, work));
  return answers;
}
