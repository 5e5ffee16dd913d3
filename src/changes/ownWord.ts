import type { LineRange } from '../terms/ranges.ts';
import type { TrackedText } from './segmentStore.ts';
import { rangeOfLines } from './lineOrigins.ts';
import { replace, slice, uniform } from './segments.ts';
import { editorOrigin } from './signals/editSignal.ts';

/** A person's own word about whole lines (1-based, inclusive) of the file `name`: it ranks above every clue, and does not make code newer. */
export function withOwnWord({ text, segments }: TrackedText, lines: LineRange, kind: 'human' | 'ai', name: string): TrackedText {
  const { start, end } = rangeOfLines(text, lines);
  const why = kind === 'human' ? 'You said that you wrote this.' : 'You said that AI wrote this.';
  const origin = editorOrigin(kind, 'own-word', 1, name, why);
  const since = slice(segments, start, end).find((segment) => segment.since !== undefined)?.since;
  return { text, segments: replace(segments, start, end - start, uniform(end - start, origin, since)) };
}
