import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { failure, success, type Result } from '../../terms/result.ts';
import { editedText, unitSnippet } from '../worlds/unitCode.ts';
import type { TriedText } from './playPanel.ts';

/** The unit with one of its lines (1-based, of the file) written otherwise. Fails, in one sentence, where that is no function any more. */
export function lineChanged(located: LocatedUnit, line: number, text: string): Result<TriedText> {
  const { node, sourceFile } = located;
  const start = sourceFile.getLineStarts()[line - 1];
  const [first, last] = located.unit.lines;
  if (start === undefined || line < first || line > last) return failure(`Line ${line} is not part of \`${located.unit.name}\`.`);
  const old = /^[^\r\n]*/u.exec(sourceFile.text.slice(start))?.[0] ?? '';
  if (old === text) return failure('The line is as it was.');
  let head = 0;
  while (head < Math.min(old.length, text.length) && old[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(old.length, text.length) - head && old.at(-1 - tail) === text.at(-1 - tail)) tail += 1;
  const edit = { start: start + head, end: start + old.length - tail, text: text.slice(head, text.length - tail) };
  if (edit.start < node.getStart(sourceFile) || edit.end > node.getEnd())
    return failure('Only what lies inside the function can be tried here.');
  return readable(located, { edits: [edit], words: `line ${line} changed` });
}

/** The unit as it stands in another text of its file. */
export function textTaken(located: LocatedUnit, other: LocatedUnit, words: string): Result<TriedText> {
  const { node, sourceFile } = located;
  const text = other.node.getText(other.sourceFile);
  if (text === node.getText(sourceFile)) return failure('The editor holds the same text.');
  return readable(located, { edits: [{ start: node.getStart(sourceFile), end: node.getEnd(), text }], words });
}

function readable(located: LocatedUnit, tried: TriedText): Result<TriedText> {
  const extension = /\.[cm]?[jt]sx?$/u.exec(located.sourceFile.fileName)?.[0] ?? '.ts';
  const text = editedText(located, tried.edits);
  const parsed = text.ok ? unitSnippet(text.value, extension) : text;
  return parsed.ok ? success(tried) : failure('With that line the function no longer parses.');
}
