import type { Edit } from '../terms/edit.ts';
import { compareLines, splitLines } from './compareLines.ts';

/** One replacement without the text it only repeats: what was really taken away and put in. */
export interface ReplacedText {
  /** In the text before the edit. */
  readonly offset: number;
  readonly removed: string;
  readonly inserted: string;
}

/**
 * The replacements of an edit from the last offset to the first (all count in the text before the edit), each without the beginning
 * and end that it shares with what it replaces. Nothing when they do not fit the text: an edit before this one was missed.
 */
export function readReplacements(text: string, edit: Edit): readonly ReplacedText[] | undefined {
  const sorted = edit.replacements.toSorted((left, right) => right.offset - left.offset);
  let limit = text.length;
  for (const { offset, length } of sorted) {
    if (!Number.isInteger(offset) || !Number.isInteger(length) || offset < 0 || length < 0 || offset + length > limit) return undefined;
    limit = offset;
  }
  return sorted
    .flatMap(({ offset, length, text: inserted }) => changedLinesOf({ offset, removed: text.slice(offset, offset + length), inserted }))
    .map((replacement) => (isStroke(edit, replacement) ? replacement : withoutRepetition(replacement)))
    .filter(({ removed, inserted }) => removed !== '' || inserted !== '');
}

/** A key over a selection wrote its character anew, though the selection may end with the same one: `m` over `item`. */
function isStroke({ signals: { selection, paste } }: Edit, { inserted }: ReplacedText): boolean {
  return selection === 'keyboard' && paste === undefined && inserted.length <= 2;
}

export function applyReplacements(text: string, replacements: readonly ReplacedText[]): string {
  const parts: string[] = [];
  let position = 0;
  for (const { offset, removed, inserted } of replacements.toReversed()) {
    parts.push(text.slice(position, offset), inserted);
    position = offset + removed.length;
  }
  return parts.join('') + text.slice(position);
}

/** A replacement of many lines usually repeats most of them: the pieces that differ, from the last to the first. */
function changedLinesOf(replacement: ReplacedText): readonly ReplacedText[] {
  if (!replacement.removed.includes('\n') || !replacement.inserted.includes('\n')) return [replacement];
  const [oldLines, newLines] = [splitLines(replacement.removed), splitLines(replacement.inserted)];
  const pieces: ReplacedText[] = [];
  let { offset } = replacement;
  let [oldLine, newLine] = [0, 0];
  let open: ReplacedText | undefined;
  for (const { kind, count } of compareLines(oldLines, newLines)) {
    const removed = kind === 'added' ? '' : oldLines.slice(oldLine, oldLine + count).join('');
    const inserted = kind === 'removed' ? '' : newLines.slice(newLine, newLine + count).join('');
    if (kind !== 'added') oldLine += count;
    if (kind !== 'removed') newLine += count;
    if (kind === 'kept') {
      if (open !== undefined) pieces.push(open);
      open = undefined;
    } else {
      open ??= { offset, removed: '', inserted: '' };
      open = { ...open, removed: open.removed + removed, inserted: open.inserted + inserted };
    }
    offset += removed.length;
  }
  if (open !== undefined) pieces.push(open);
  return pieces.toReversed();
}

function withoutRepetition({ offset, removed, inserted }: ReplacedText): ReplacedText {
  const shorter = Math.min(removed.length, inserted.length);
  let start = 0;
  while (start < shorter && removed[start] === inserted[start]) start += 1;
  let end = 0;
  while (end < shorter - start && removed.at(-1 - end) === inserted.at(-1 - end)) end += 1;
  return {
    offset: offset + start,
    removed: removed.slice(start, removed.length - end),
    inserted: inserted.slice(start, inserted.length - end),
  };
}

/** Offset of the first character of the line that holds `offset`. */
export function lineStartOf(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}
