import { normalisedLine } from '../../git/filePatch.ts';
import { visibleText } from '../../safety/visibleText.ts';
import type { Origin } from '../../terms/origin.ts';
import { compareLines } from '../compareLines.ts';
import { hasSubstance } from '../sameLines.ts';
import type { AgentEdit, WrittenBlock } from './agentEdit.ts';
import { linesOf } from './writtenBlocks.ts';

/** Fewer characters in a line that stands alone are equal by chance. */
const leastAlone = 12;
const longestFile = 20_000;
const strength = 0.97;

/**
 * Lines of a file that agents wrote, by their own records: the later edit counts. Only added lines are counted, and only where the text
 * can be found at one place: the one that the record names, else the only one where it stands between the neighbours it had. Text that
 * stands at several places, none of them marked, is left alone.
 */
export function matchEdits(edits: readonly AgentEdit[], text: string): ReadonlyMap<number, AgentEdit> {
  const lines = linesOf(text).map(normalisedLine);
  const matched = new Map<number, AgentEdit>();
  if (lines.length > longestFile) return matched;
  const places = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    const known = places.get(line) ?? [];
    known.push(index);
    places.set(line, known);
  }
  for (const edit of edits.toSorted((left, right) => left.at - right.at)) {
    for (const index of placesOf(edit, lines, places)) matched.set(index + 1, edit);
  }
  return matched;
}

/** 0-based. */
function placesOf(edit: AgentEdit, lines: readonly string[], places: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const byPosition = edit.after === undefined ? [] : alignedPlaces(edit.blocks, linesOf(edit.after).map(normalisedLine), lines);
  if (byPosition.length > 0) return byPosition;
  return edit.blocks.flatMap((block) => {
    const written = block.lines.map(normalisedLine);
    const whole = wholePlace(block, written, lines, places);
    if (whole !== undefined) return written.map((_, index) => whole + index);
    return survivingPlaces(written, lines, places);
  });
}

/** The record holds the whole file: what has become of its lines is a matter of comparing two texts. */
function alignedPlaces(blocks: readonly WrittenBlock[], after: readonly string[], lines: readonly string[]): readonly number[] {
  const added = new Set<number>();
  for (const { first, lines: written } of blocks) {
    if (first === undefined) return [];
    for (const [index, line] of written.entries()) {
      if (after[first - 1 + index] !== normalisedLine(line)) return [];
      added.add(first - 1 + index);
    }
  }
  const found: number[] = [];
  let [old, line] = [0, 0];
  for (const { kind, count } of compareLines(after, lines)) {
    if (kind === 'kept') {
      const mine = Array.from({ length: count }, (_, index) => index).filter((index) => added.has(old + index));
      // A few braces that two texts share by chance say nothing.
      if (mine.some((index) => hasSubstance(lines[line + index] ?? ''))) found.push(...mine.map((index) => line + index));
    }
    if (kind !== 'added') old += count;
    if (kind !== 'removed') line += count;
  }
  return found;
}

/** Where all lines of the block stand together: the only place, or the only one whose neighbours are those of the record. */
function wholePlace(
  { above, below }: WrittenBlock,
  written: readonly string[],
  lines: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
): number | undefined {
  const rarest = written
    .map((line, index) => ({ index, found: places.get(line) ?? [] }))
    .toSorted((left, right) => left.found.length - right.found.length)[0];
  if (rarest === undefined || !written.some((line) => hasSubstance(line))) return undefined;
  const starts = rarest.found
    .map((index) => index - rarest.index)
    .filter((start) => start >= 0 && written.every((line, index) => lines[start + index] === line));
  if (starts.length > 1) {
    const marked = starts.filter((start) => hasNeighbours(start, written.length, { above, below, lines }));
    return marked.length === 1 ? marked[0] : undefined;
  }
  const [start] = starts;
  const isEnough = written.length > 1 || (written[0] ?? '').replaceAll(' ', '').length >= leastAlone;
  if (start === undefined || isEnough) return start;
  return hasNeighbours(start, written.length, { above, below, lines }) ? start : undefined;
}

function hasNeighbours(
  start: number,
  count: number,
  { above, below, lines }: Pick<WrittenBlock, 'above' | 'below'> & { readonly lines: readonly string[] },
): boolean {
  if (above.length + below.length === 0) return false;
  const isAbove = above.every((line, index) => lines[start - above.length + index] === normalisedLine(line));
  return isAbove && below.every((line, index) => lines[start + count + index] === normalisedLine(line));
}

/** Lines of a block that was edited since: each that stands once in the file and once in the block, and its short neighbours. */
function survivingPlaces(
  written: readonly string[],
  lines: readonly string[],
  places: ReadonlyMap<string, readonly number[]>,
): readonly number[] {
  const own = new Map<string, number>();
  for (const line of written) own.set(line, (own.get(line) ?? 0) + 1);
  const found = new Set<number>();
  for (const [index, line] of written.entries()) {
    const [place, second] = places.get(line) ?? [];
    if (place === undefined || second !== undefined || own.get(line) !== 1 || line.replaceAll(' ', '').length < leastAlone) continue;
    found.add(place);
    // What stands right beside it in both belongs to it: `}` after the line that it closes.
    for (const step of [-1, 1])
      for (let away = step; written[index + away] !== undefined && written[index + away] === lines[place + away]; away += step)
        found.add(place + away);
  }
  return [...found];
}

/** The verdict of a matched line. */
export function originInTranscript({ tool, model, session, at }: AgentEdit): Origin {
  const named = (text: string): string => visibleText(text, 120);
  const where = `${tool} session ${named(session).slice(0, 36)}, ${new Date(at).toISOString().slice(0, 10)}`;
  return {
    kind: 'ai',
    confidence: strength,
    tool,
    ...(model !== undefined && { model: named(model) }),
    ...(session !== '' && { session: named(session) }),
    evidence: [{ source: 'transcript', strength, where, why: `${tool}’s own record of its work on this computer has this very text.` }],
  };
}
