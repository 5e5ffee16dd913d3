import type { TouchedFile } from '../terms/change.ts';
import type { Origin } from '../terms/origin.ts';
import type { LineRange } from '../terms/ranges.ts';
import { isCodeFile } from './codeFiles.ts';
import { originInNote } from './signals/gitAiNote.ts';
import type { GitAiNote } from './signals/gitAiNote.ts';

/** A share of the lines below this is not what a commit is named after. */
const minority = 0.1;

interface NotedCommit {
  readonly commit: string;
  readonly files: readonly TouchedFile[];
  /** What the commit says of itself. */
  readonly claimed: Origin;
}

/**
 * Origin of the lines a commit added, by a note about it. Only claims about those very lines count: notes often claim lines of earlier
 * commits as well. Where the note knows of no AI line, what the commit says of itself stands.
 */
export function originFromNote(note: GitAiNote, { commit, files, claimed }: NotedCommit): Origin {
  const added = new Map(files.map((file) => [file.path, file.lines]));
  const exact = [...note.files]
    .filter(([path]) => isCodeFile(path))
    .every(([path, claims]) => claims.every(({ lines }) => lines.every((range) => isWithin(range, added.get(path) ?? []))));
  const origins = files.flatMap((file) => {
    const text = file.after.split('\n');
    return numbersOf(file.lines)
      .filter((line) => (text[line - 1] ?? '').trim() !== '')
      .map((line) => originInNote(note, file.path, line, { commit, exact }));
  });
  const ai = origins.filter((origin) => origin.kind === 'ai').toSorted((left, right) => left.confidence - right.confidence);
  const [weakest] = ai;
  if (weakest === undefined || ai.length / origins.length < minority) return claimed;
  const { evidence, ...origin } = weakest;
  return { ...origin, kind: ai.length / origins.length >= 1 - minority ? 'ai' : 'mixed', evidence: [...evidence, ...claimed.evidence] };
}

function isWithin([first, last]: LineRange, ranges: readonly LineRange[]): boolean {
  return ranges.some((range) => range[0] <= first && last <= range[1]);
}

function numbersOf(ranges: readonly LineRange[]): readonly number[] {
  return ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
}
