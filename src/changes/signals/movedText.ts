import type { Segment } from '../segmentStore.ts';
import { concatenate, slice } from '../segments.ts';
import type { EditSignal } from './editSignal.ts';

/**
 * Every line put in was taken away by the same edit: moved or sorted, so each line keeps its origins.
 * Example: dragging a block, moving a line up, sorting the imports.
 */
export const movedText: EditSignal = {
  source: 'moved-text',
  judge({ before, replacements }) {
    const removedLines = new Map<string, readonly Segment[]>();
    let start: readonly Segment[] = [];
    for (const { offset, removed } of replacements) {
      let position = offset;
      for (const line of removed.split('\n')) {
        const segments = slice(before.segments, position, position + line.length);
        if (line.trim() !== '') removedLines.set(line.trim(), slice(segments, line.indexOf(line.trim()), line.length));
        if (start.length === 0) start = segments;
        position += line.length + 1;
      }
    }
    const carried = replacements.map(({ inserted }) => {
      const lines = inserted.split('\n').map((line, index) => {
        const text = line.trim();
        const known = text === '' ? start : removedLines.get(text);
        if (known === undefined) return undefined;
        const [first] = known;
        if (first === undefined) return undefined;
        const blank = (length: number): readonly Segment[] => (length === 0 ? [] : [{ ...first, start: 0, end: length }]);
        const lead = line.length - line.trimStart().length;
        if (text === '') return concatenate(blank(line.length + (index > 0 ? 1 : 0)));
        return concatenate(blank(lead + (index > 0 ? 1 : 0)), slice(known, 0, text.length), blank(line.length - lead - text.length));
      });
      return lines.some((line) => line === undefined) ? undefined : concatenate(...lines.filter((line) => line !== undefined));
    });
    if (replacements.every(({ inserted }) => inserted.trim() === '')) return undefined;
    const found = carried.filter((segments) => segments !== undefined);
    return found.length === carried.length ? { carried: found } : undefined;
  },
};
