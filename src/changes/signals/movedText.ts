import type { Segment } from '../segmentStore.ts';
import { lineStartOf } from '../replacedText.ts';
import { concatenate, slice, uniform } from '../segments.ts';
import type { EditSignal } from './editSignal.ts';

/**
 * The changed lines are the same lines in another order: moved or sorted, so each keeps its origins.
 * Example: moving a line up, dragging a block, sorting the imports.
 */
export const movedText: EditSignal = {
  source: 'moved-text',
  judge({ before, after, replacements }) {
    const isWithinALine = replacements.every(({ removed, inserted }) => !removed.includes('\n') && !inserted.includes('\n'));
    if (replacements.length === 1 && isWithinALine) return undefined;
    const last = replacements[0];
    const first = replacements.at(-1);
    if (last === undefined || first === undefined || replacements.every(({ inserted }) => inserted.trim() === '')) return undefined;
    const start = lineStartOf(before.text, first.offset);
    const lineEnd = before.text.indexOf('\n', last.offset + last.removed.length);
    const end = lineEnd < 0 ? before.text.length : lineEnd;
    const endAfter = after.length - (before.text.length - end);

    const known = new Map<string, (readonly Segment[])[]>();
    let offset = start;
    for (const line of before.text.slice(start, end).split('\n')) {
      const text = line.trim();
      const from = offset + line.indexOf(text);
      const places = known.get(text) ?? [];
      places.push(slice(before.segments, from, from + text.length));
      known.set(text, places);
      offset += line.length + 1;
    }
    const parts: (readonly Segment[])[] = [slice(before.segments, 0, start)];
    let current = before.segments[0];
    for (const [index, line] of after.slice(start, endAfter).split('\n').entries()) {
      const text = line.trim();
      const segments = text === '' ? [] : known.get(text)?.shift();
      if (segments === undefined) return undefined;
      current = segments[0] ?? current;
      if (current === undefined) return undefined;
      const indentation = text === '' ? line.length : line.indexOf(text);
      const { origin, since } = current;
      const lineEndLength = index === 0 ? 0 : 1;
      parts.push(uniform(indentation + lineEndLength, origin, since), segments);
      parts.push(uniform(line.length - indentation - text.length, origin, since));
    }
    return { whole: concatenate(...parts, slice(before.segments, end, before.text.length)) };
  },
};
