import { unknownOrigin } from '../terms/origin.ts';
import type { Origin } from '../terms/origin.ts';
import { carryThroughLines } from './carrySegments.ts';
import type { TrackedText } from './segmentStore.ts';
import { isSame, sameLines } from './sameLines.ts';
import { originOfRange } from './lineOrigins.ts';

/** For each line (1-based) of a text what the editor recorded of it; lines that the recorded text does not have are unknown. */
export function ownOrigins(own: TrackedText, text: string): (line: number) => Origin {
  const segments = own.text === text ? own.segments : carryThroughLines(own, text, unknownOrigin, 0);
  return byLine({ text, segments });
}

/** The same from a text that is further away: a line that could be equal by chance is unknown. */
export function firmOrigins(own: TrackedText, text: string): (line: number) => Origin {
  const same = sameLines(own.text, text);
  const originOf = byLine(own);
  return (line) => {
    const found = same.get(line);
    return isSame(found) ? originOf(found.line) : unknownOrigin;
  };
}

function byLine({ text, segments }: TrackedText): (line: number) => Origin {
  const starts = [0, ...[...text.matchAll(/\n/gu)].map(({ index }) => index + 1), text.length];
  return (line) => originOfRange({ text, segments }, { start: starts[line - 1] ?? text.length, end: starts[line] ?? text.length });
}
