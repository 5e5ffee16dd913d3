import type { Edit, TextReplacement } from '../terms/edit.ts';

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
    .map((replacement) => withoutRepetition(text, replacement))
    .filter(({ removed, inserted }) => removed !== '' || inserted !== '');
}

export function applyReplacements(text: string, replacements: readonly ReplacedText[]): string {
  let result = text;
  for (const { offset, removed, inserted } of replacements) {
    result = result.slice(0, offset) + inserted + result.slice(offset + removed.length);
  }
  return result;
}

function withoutRepetition(text: string, { offset, length, text: inserted }: TextReplacement): ReplacedText {
  const removed = text.slice(offset, offset + length);
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
