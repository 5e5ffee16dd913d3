import { compareLines } from '../compareLines.ts';
import type { WrittenBlock } from './agentEdit.ts';

/** So many unchanged lines on each side are kept to find a place again. */
const context = 3;

/** Lines of a text without their ends; a line end at the end starts no further line. */
export function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\r?\n$/u, '').split(/\r?\n/u);
}

/** What replacing `before` by `after` put in. `first`: line (1-based) of the beginning of `after` in the file, where it is known. */
export function blocksBetween(before: string, after: string, first?: number): readonly WrittenBlock[] {
  const [oldLines, newLines] = [linesOf(before), linesOf(after)];
  const blocks: WrittenBlock[] = [];
  let line = 0;
  for (const { kind, count } of compareLines(oldLines, newLines)) {
    if (kind === 'added') {
      blocks.push({
        lines: newLines.slice(line, line + count),
        above: newLines.slice(Math.max(0, line - context), line),
        below: newLines.slice(line + count, line + count + context),
        ...(first !== undefined && { first: first + line }),
      });
    }
    if (kind !== 'removed') line += count;
  }
  return blocks;
}

/** The added lines of a hunk whose lines begin with a space, `+` or `-`; `first` is the number of its first line in the text after. */
export function blocksOfHunk(hunk: readonly string[], first?: number): readonly WrittenBlock[] {
  const after = hunk.filter((line) => !line.startsWith('-') && !line.startsWith('\\'));
  const blocks: WrittenBlock[] = [];
  for (let index = 0; index < after.length;) {
    if (after[index]?.startsWith('+') !== true) {
      index += 1;
      continue;
    }
    let end = index;
    while (after[end]?.startsWith('+') === true) end += 1;
    const text = (from: number, to: number): readonly string[] => after.slice(Math.max(0, from), to).map((line) => line.slice(1));
    blocks.push({
      lines: text(index, end),
      above: text(index - context, index),
      below: text(end, end + context),
      ...(first !== undefined && { first: first + index }),
    });
    index = end;
  }
  return blocks;
}
