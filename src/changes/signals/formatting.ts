import { lineStartOf } from '../replacedText.ts';
import { carryThroughFormatting } from '../carrySegments.ts';
import { slice } from '../segments.ts';
import type { EditSignal } from './editSignal.ts';

/**
 * The changed stretch says the same up to white space, quotes, commas, semicolons and parentheses: every character keeps its origin.
 * Example: Prettier on save over a suggestion that was just accepted.
 */
export const formatting: EditSignal = {
  source: 'formatting',
  judge({ edit, before, after, replacements }) {
    if (edit.signals.selection === 'keyboard' || edit.signals.paste !== undefined) return undefined;
    const last = replacements[0];
    const first = replacements.at(-1);
    if (last === undefined || first === undefined) return undefined;
    // Whole lines, so that text inserted between two characters has one beside it.
    const start = lineStartOf(before.text, first.offset);
    const lineEnd = before.text.indexOf('\n', last.offset + last.removed.length);
    const end = lineEnd < 0 ? before.text.length : lineEnd;
    const endAfter = after.length - (before.text.length - end);
    const stretch = { text: before.text.slice(start, end), segments: slice(before.segments, start, end) };
    const carried = carryThroughFormatting(stretch, after.slice(start, endAfter));
    if (carried === undefined) return undefined;
    const tail = slice(before.segments, end, before.text.length);
    const shifted = (segments: typeof carried, by: number): typeof carried =>
      segments.map((segment) => ({ ...segment, start: segment.start + by, end: segment.end + by }));
    return { whole: [...slice(before.segments, 0, start), ...shifted(carried, start), ...shifted(tail, endAfter)] };
  },
};
