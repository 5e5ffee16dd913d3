import type { Origin } from '../terms/origin.ts';
import { compareLines, splitLines } from './compareLines.ts';
import type { Segment, TrackedText } from './segmentStore.ts';
import { concatenate, createSlicer, segmentAt, uniform } from './segments.ts';

/** What a formatter adds or drops without writing anything: white space, quotes, commas, semicolons, parentheses. */
const formatting = /[\s;,'"`()]/u;

/**
 * Segments of `after` when it differs from `before` by formatting only; nothing when it differs by more. Each character keeps the origin
 * it had; what the formatter added takes the origin of the character in front of it.
 *
 *     before   if(a){b()}          ai ai ai …
 *     after    if (a) {⏎  b();⏎}   ai ai ai …
 */
export function carryThroughFormatting(before: TrackedText, after: string): readonly Segment[] | undefined {
  const parts: Segment[] = [];
  let index = 0;
  let current = before.segments[0];
  for (let offset = 0; offset < after.length; offset += 1) {
    const character = after.charAt(offset);
    if (!formatting.test(character)) {
      while (index < before.text.length && formatting.test(before.text.charAt(index))) index += 1;
      if (before.text.charAt(index) !== character) return undefined;
      current = current !== undefined && index < current.end && index >= current.start ? current : segmentAt(before.segments, index);
      index += 1;
    }
    if (current === undefined) return undefined;
    const last = parts.at(-1);
    if (last !== undefined && last.origin === current.origin && last.since === current.since)
      parts[parts.length - 1] = { ...last, end: offset + 1 };
    else parts.push({ ...current, start: offset, end: offset + 1 });
  }
  while (index < before.text.length && formatting.test(before.text.charAt(index))) index += 1;
  return index === before.text.length ? parts : undefined;
}

/**
 * Segments of `after` when the text was replaced as a whole (a reload from disk, a window opened again): lines that are still there, in
 * order and up to white space, keep their segments; the others get `changed`.
 */
export function carryThroughLines(before: TrackedText, after: string, changed: Origin, since: number): readonly Segment[] {
  const oldLines = splitLines(before.text);
  const newLines = splitLines(after);
  const runs = compareLines(
    oldLines.map((line) => line.trim()),
    newLines.map((line) => line.trim()),
  );
  const parts: (readonly Segment[])[] = [];
  const take = createSlicer(before.segments);
  let [oldIndex, newIndex, oldOffset] = [0, 0, 0];
  for (const { count, kind } of runs) {
    for (let line = 0; line < count; line += 1) {
      const newLine = newLines[newIndex] ?? '';
      const oldLine = oldLines[oldIndex] ?? '';
      if (kind === 'added') parts.push(uniform(newLine.length, changed, since));
      if (kind === 'kept') parts.push(carryLine({ text: oldLine, segments: take(oldOffset, oldOffset + oldLine.length) }, newLine));
      if (kind !== 'removed') newIndex += 1;
      if (kind !== 'added') {
        oldIndex += 1;
        oldOffset += oldLine.length;
      }
    }
  }
  return concatenate(...parts);
}

function carryLine(before: TrackedText, after: string): readonly Segment[] {
  if (before.text === after) return before.segments;
  const [first] = before.segments;
  return carryThroughFormatting(before, after) ?? (first === undefined ? [] : uniform(after.length, first.origin, first.since));
}
