import type { CommitInfo } from '../git/commitInfo.ts';
import type { TouchedFile } from '../terms/change.ts';
import { unknownOrigin } from '../terms/origin.ts';
import type { Origin } from '../terms/origin.ts';
import type { LineRange } from '../terms/ranges.ts';
import type { TrackedText } from './segmentStore.ts';
import { handsInPart } from './handsInPart.ts';
import { firmOrigins, ownOrigins } from './ownOrigins.ts';

/** Lines (1-based) of a file as a commit left it, with what the editor saw of their writing. */
export interface SeenLines {
  readonly lines: LineRange;
  readonly origin: Origin;
}

/** What the editor saw of the lines that commits added: it outlives the document, and is found again from any branch. */
export interface CommitLineStore {
  /** `repository` is the folder that worktrees share; saving a file of a commit again replaces it. Durable when it returns. */
  save(repository: string, commit: string, files: ReadonlyMap<string, readonly SeenLines[]>): void;
  /** Of these commits, by commit and path. */
  find(repository: string, commits: readonly string[]): ReadonlyMap<string, ReadonlyMap<string, readonly SeenLines[]>>;
  /** Every commit of which something is kept. */
  commits(repository: string): readonly string[];
}

/** Clocks of two machines differ. */
const clockSkewMs = 60_000;

/**
 * What the editor saw of the lines that a commit added, by path: the document's segments, line by line, where the committed text has the
 * same line at the same place. What arrived in the document after the commit was made cannot be in it. The document may show something
 * else by now, as after a checkout: then a state it had before speaks, the one with the very text of the commit first.
 */
export function seenInCommit(
  files: readonly TouchedFile[],
  { committer }: Pick<CommitInfo, 'committer'>,
  own: (path: string) => readonly TrackedText[],
): ReadonlyMap<string, readonly SeenLines[]> {
  const seen = new Map<string, readonly SeenLines[]>();
  const removed = files.filter(({ before, after }) => before !== undefined && after === '').map(({ path }) => path);
  for (const file of files) {
    if (file.lines.length === 0) continue;
    const isLater = (since: number | undefined): boolean => since !== undefined && since > committer.at + clockSkewMs;
    // A file that was renamed may be shown under both names; one that was altered a lot as well is new to git, and the old one removed.
    const earlier = file.before === undefined ? removed : [file.beforePath].filter((path) => path !== undefined);
    const witnesses = [file.path, ...earlier].flatMap((path) => {
      const states = own(path).map(({ text, segments }) => ({
        text,
        segments: segments.map((each) => (isLater(each.since) ? { ...each, origin: unknownOrigin } : each)),
      }));
      const same = states.find(({ text }) => withoutReturns(text) === withoutReturns(file.after));
      const [now, ...before] = states;
      return [
        ...(same === undefined ? [] : [ownOrigins(same, file.after)]),
        ...(now === undefined || now === same ? [] : [ownOrigins(now, file.after)]),
        ...before.filter((state) => state !== same).map((state) => firmOrigins(state, file.after)),
      ];
    });
    const originOf = (line: number): Origin => {
      const origins = witnesses.map((witness) => witness(line));
      return origins.find(({ kind }) => kind !== 'unknown') ?? origins.find(handsInPart) ?? unknownOrigin;
    };
    const lines = file.lines
      .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index))
      .map((line) => ({ line, origin: originOf(line) }))
      .filter(({ origin }) => origin.kind !== 'unknown' || handsInPart(origin));
    if (lines.length > 0) seen.set(file.path, joined(lines));
  }
  return seen;
}

function withoutReturns(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** A commit is looked at again, by now from other documents: what was decided of its lines stands, and of the others more may be known. */
export function addSeen(
  before: ReadonlyMap<string, readonly SeenLines[]> | undefined,
  now: ReadonlyMap<string, readonly SeenLines[]>,
): ReadonlyMap<string, readonly SeenLines[]> {
  return new Map(
    [...now].map(([path, seen]) => {
      const known = before?.get(path) ?? [];
      const byLine = new Map(
        [
          ...known.filter(({ origin }) => origin.kind === 'unknown'),
          ...seen,
          ...known.filter(({ origin }) => origin.kind !== 'unknown'),
        ].flatMap(({ lines: [first, last], origin }) =>
          Array.from({ length: last - first + 1 }, (_, index) => [first + index, origin] as const),
        ),
      );
      return [path, joined([...byLine].map(([line, origin]) => ({ line, origin })).toSorted((left, right) => left.line - right.line))];
    }),
  );
}

/** Neighbours that say the same become one range. */
function joined(lines: readonly { readonly line: number; readonly origin: Origin }[]): readonly SeenLines[] {
  const ranges: { lines: LineRange; origin: Origin; said: string }[] = [];
  for (const { line, origin } of lines) {
    const said = JSON.stringify(origin);
    const last = ranges.at(-1);
    if (last?.said === said && last.lines[1] === line - 1) last.lines = [last.lines[0], line];
    else ranges.push({ lines: [line, line], origin, said });
  }
  return ranges.map(({ lines: range, origin }) => ({ lines: range, origin }));
}
