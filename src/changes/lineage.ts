import { commitPathKey } from '../git/history.ts';
import type { BlameLine } from '../git/blame.ts';
import type { History } from '../git/history.ts';
import { contains } from '../terms/ranges.ts';
import type { LineRange } from '../terms/ranges.ts';
import { normalisedLines } from './sameLines.ts';
import { compareLines } from './compareLines.ts';

/** A text whose lines are asked about. */
export interface LinesOfText {
  /** Relative to the repository's top folder. */
  readonly path: string;
  readonly text: string;
  /** Only these lines; otherwise all. */
  readonly lines?: readonly LineRange[];
}

/** Where each asked line of a text was written, by its number; a line that is absent is not committed. */
export interface Lineage {
  readonly lines: ReadonlyMap<number, BlameLine>;
  /** In one sentence, when git could not answer for committed lines. */
  readonly failed?: string;
  /** The same, following lines that were moved within the file; only for these lines. */
  followMoves(lines: readonly number[], signal?: AbortSignal): Promise<ReadonlyMap<number, BlameLine>>;
}

/** Blames the lines that `commit` has as they stand in the text; the others are not committed. */
export async function readLineage(
  file: LinesOfText,
  { history, commit, committed }: { readonly history: History; readonly commit: string; readonly committed: string | undefined },
  signal?: AbortSignal,
): Promise<Lineage> {
  const at = { commit, path: file.path };
  const committedLine = committed === undefined ? new Map<number, number>() : committedLines(committed, file.text);
  const blame = async (numbers: readonly number[], followMoves: boolean): Promise<Pick<Lineage, 'lines' | 'failed'>> => {
    const old = numbers.flatMap((line) => committedLine.get(line) ?? []).toSorted((left, right) => left - right);
    if (old.length === 0) return { lines: new Map() };
    // git steps through the file's history anyway, so ranges pay only where they leave much out; following moves costs by the line.
    const lines = !followMoves && old.length * 2 > committedLine.size ? [] : rangesOf(old);
    const blamed = await history.blame(at, { lines, followMoves }, signal);
    if (!blamed.ok) return { lines: new Map(), failed: blamed.reason };
    const byLine = new Map(blamed.value.map((line) => [line.line, line]));
    return {
      lines: new Map(
        numbers.flatMap((line) => {
          const found = byLine.get(committedLine.get(line) ?? 0);
          return found === undefined ? [] : [[line, found] as const];
        }),
      ),
    };
  };
  return {
    ...(await blame(askedLines(file), false)),
    followMoves: async (lines) => (await blame(lines, true)).lines,
  };
}

/** The text's lines without their ends; a line end at the end of the text starts no further line. */
export function linesOfText(text: string): string[] {
  return text === '' ? [] : text.replace(/\r?\n$/u, '').split(/\r?\n/u);
}

/** The asked lines' numbers, 1-based. */
export function askedLines({ text, lines }: LinesOfText): readonly number[] {
  const all = linesOfText(text).map((_, index) => index + 1);
  return lines === undefined ? all : all.filter((line) => lines.some((range) => contains(range, line)));
}

/** Shorter lines stand in many places. */
const leastMoved = 12;

function note(lines: Map<string, number[]>, content: string | undefined, line: number): void {
  if (content === undefined || content.replaceAll(' ', '').length < leastMoved) return;
  const known = lines.get(content) ?? [];
  known.push(line);
  lines.set(content, known);
}

/**
 * For lines of `text` their number in the committed text; absent where they are new. White space and line ends do not count. A longer line
 * that is gone at one place and new at one other place was moved.
 */
function committedLines(committed: string, text: string): ReadonlyMap<number, number> {
  const numbers = new Map<number, number>();
  let [old, line] = [1, 1];
  const [before, after] = [normalisedLines(committed), normalisedLines(text)];
  const [goneLines, newLines] = [new Map<string, number[]>(), new Map<string, number[]>()];
  for (const { kind, count } of compareLines(before, after)) {
    for (let index = 0; index < count; index += 1) {
      if (kind === 'kept') numbers.set(line + index, old + index);
      if (kind === 'removed') note(goneLines, before[old + index - 1], old + index);
      if (kind === 'added') note(newLines, after[line + index - 1], line + index);
    }
    if (kind !== 'added') old += count;
    if (kind !== 'removed') line += count;
  }
  for (const [content, places] of newLines) {
    const from = goneLines.get(content) ?? [];
    const [[to], [source]] = [places, from];
    if (places.length === 1 && from.length === 1 && to !== undefined && source !== undefined) numbers.set(to, source);
  }
  return numbers;
}

function rangesOf(numbers: readonly number[]): readonly LineRange[] {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && number <= last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

/** The places in history that lines lead to, with the lines there; where a shallow clone was cut off, none. */
export function placesOf(
  lineages: readonly ReadonlyMap<number, BlameLine>[],
): readonly { readonly commit: string; readonly path: string; readonly lines: ReadonlySet<number> }[] {
  const places = new Map<string, { readonly commit: string; readonly path: string; readonly lines: Set<number> }>();
  for (const { commit, originalPath: path, originalLine, boundary } of lineages.flatMap((lines) => [...lines.values()])) {
    if (boundary) continue;
    const key = commitPathKey({ commit, path });
    const place = places.get(key) ?? { commit, path, lines: new Set<number>() };
    place.lines.add(originalLine);
    places.set(key, place);
  }
  return [...places.values()];
}
