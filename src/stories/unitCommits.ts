import { locateUnits } from '../analysis/locateUnits.ts';
import { parseSource } from '../analysis/parseSource.ts';
import { isSupported } from '../analysis/skipReason.ts';
import type { LocatedUnit } from '../analysis/sourceText.ts';
import { compareLines } from '../changes/compareLines.ts';
import type { CommittedUnit, UnitCommit } from '../explain/whyItIsThere.ts';
import type { BlameLine } from '../git/blame.ts';
import type { CommitInfo } from '../git/commitInfo.ts';
import type { Repository } from '../git/repository.ts';
import type { LineRange } from '../terms/ranges.ts';
import type { Unit } from '../terms/unit.ts';

interface CommittedFile {
  readonly text: string;
  readonly units: readonly LocatedUnit[];
  readonly lines: readonly BlameLine[];
}

/** Which commits last wrote a unit's lines. Each file is blamed once for as long as HEAD stays. */
export interface UnitCommits {
  /** `file` is absolute. Nothing for a unit that no commit has, or whose history the clone does not hold. */
  of(file: string, unit: Unit, signal?: AbortSignal): Promise<CommittedUnit | undefined>;
  /** The same for lines of any text, by the lines that stand in HEAD as they stand in `text`. */
  ofLines(file: string, text: string, lines: LineRange, signal?: AbortSignal): Promise<CommittedUnit | undefined>;
}

export function createUnitCommits(repository: Repository): UnitCommits {
  let head: string | undefined;
  let files = new Map<string, Promise<CommittedFile | undefined>>();
  const commits = new Map<string, Promise<CommitInfo | undefined>>();

  const read = async (path: string, at: string, signal?: AbortSignal): Promise<CommittedFile | undefined> => {
    const [text, blamed] = await Promise.all([repository.textAt(at, path, signal), repository.blame(path, at, signal)]);
    if (text === undefined || !blamed.ok) return undefined;
    const units = isSupported(path) ? locateUnits(parseSource(`${repository.root}/${path}`, text), path) : [];
    return { text, units, lines: blamed.value };
  };
  const commit = async (hash: string, signal?: AbortSignal): Promise<CommitInfo | undefined> => {
    const known = commits.get(hash) ?? repository.commit(hash, signal).then((found) => (found.ok ? found.value : undefined));
    commits.set(hash, known);
    return await known;
  };

  const committedFile = async (file: string, signal?: AbortSignal): Promise<CommittedFile | undefined> => {
    if (!file.startsWith(`${repository.root}/`)) return undefined;
    const path = file.slice(repository.root.length + 1);
    const now = await repository.head();
    if (now === undefined) return undefined;
    if (now !== head) {
      head = now;
      files = new Map();
    }
    const reading = files.get(path) ?? read(path, now, signal);
    files.set(path, reading);
    return await reading;
  };

  return {
    async of(file, unit, signal) {
      const committed = await committedFile(file, signal);
      const old =
        committed?.units.find((each) => each.unit.key === unit.key && each.unit.name === unit.name) ??
        committed?.units.find((each) => each.unit.name === unit.name);
      if (committed === undefined || old === undefined) return undefined;
      return await writersOf(old.unit, unit, committed.lines, (hash) => commit(hash, signal));
    },
    async ofLines(file, text, lines, signal) {
      const committed = await committedFile(file, signal);
      if (committed === undefined) return undefined;
      const [now, blamed] = [keptLines(committed.text, text), new Map(committed.lines.map((line) => [line.line, line]))];
      const own = [...now]
        .filter(([, line]) => line >= lines[0] && line <= lines[1])
        .flatMap(([old, line]) => {
          const writer = blamed.get(old);
          return writer === undefined ? [] : [{ ...writer, line }];
        });
      if (own.length === 0 || own.some(({ boundary }) => boundary)) return undefined;
      const found: UnitCommit[] = [];
      for (const [hash, written] of Map.groupBy(own, (line) => line.commit)) {
        const info = await commit(hash, signal);
        if (info !== undefined) found.push({ info, lines: runsOf(written.map(({ line }) => line)), count: written.length });
      }
      return { commits: found, total: own.length };
    },
  };
}

async function writersOf(
  old: Unit,
  unit: Unit,
  blamed: readonly BlameLine[],
  commit: (hash: string) => Promise<CommitInfo | undefined>,
): Promise<CommittedUnit | undefined> {
  const [first, last] = old.lines;
  const own = blamed.filter(({ line }) => line >= first && line <= last);
  if (own.length === 0 || own.some(({ boundary }) => boundary)) return undefined;
  const byCommit = Map.groupBy(own, (line) => line.commit);
  const isSame = old.key === unit.key && old.size.lines === unit.size.lines;
  const found: UnitCommit[] = [];
  for (const [hash, lines] of byCommit) {
    const info = await commit(hash);
    if (info === undefined) continue;
    const now = isSame ? runsOf(lines.map(({ line }) => line - first + unit.lines[0])) : [unit.lines];
    found.push({ info, lines: now, count: lines.length });
  }
  return { commits: found, total: own.length };
}

/** Lines (1-based) of the old text that still stand, with their number in the new one. */
function keptLines(before: string, after: string): ReadonlyMap<number, number> {
  const kept = new Map<number, number>();
  let [old, now] = [1, 1];
  for (const { kind, count } of compareLines(before.split(/\r?\n/u), after.split(/\r?\n/u))) {
    for (let index = 0; kind === 'kept' && index < count; index += 1) kept.set(old + index, now + index);
    if (kind !== 'added') old += count;
    if (kind !== 'removed') now += count;
  }
  return kept;
}

/** 4, 5, 6, 9 → [4, 6], [9, 9]; of more than three runs, the whole span. */
function runsOf(lines: readonly number[]): UnitCommit['lines'] {
  const runs: [number, number][] = [];
  for (const line of lines.toSorted((left, right) => left - right)) {
    const last = runs.at(-1);
    if (last !== undefined && line === last[1] + 1) last[1] = line;
    else runs.push([line, line]);
  }
  const [first, last] = [runs[0], runs.at(-1)];
  return runs.length > 3 && first && last ? [[first[0], last[1]]] : runs;
}
