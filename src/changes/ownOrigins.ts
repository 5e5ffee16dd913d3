import { unknownOrigin } from '../terms/origin.ts';
import type { Origin } from '../terms/origin.ts';
import { carryThroughLines } from './carrySegments.ts';
import type { TrackedText } from './carrySegments.ts';
import { originOfRange } from './lineOrigins.ts';

/** For each line (1-based) of a text what the editor recorded of it; lines that the recorded text does not have are unknown. */
export function ownOrigins(own: TrackedText, text: string): (line: number) => Origin {
  const segments = own.text === text ? own.segments : carryThroughLines(own, text, unknownOrigin, 0);
  const starts = [0, ...[...text.matchAll(/\n/gu)].map(({ index }) => index + 1), text.length];
  return (line) => originOfRange({ text, segments }, { start: starts[line - 1] ?? text.length, end: starts[line] ?? text.length });
}
