import { unknownOrigin } from '../terms/origin.ts';
import type { Evidence, Origin, OriginKind } from '../terms/origin.ts';
import type { LineRange, TextRange } from '../terms/ranges.ts';
import type { Segment, TrackedText } from './segmentStore.ts';
import { slice } from './segments.ts';

/** Code that came within this time is recent: later it has had its chance to be looked at. */
const recentMs = 14 * 24 * 60 * 60 * 1000;

/** A share of the characters below this is not what a stretch is named after. */
const minority = 0.1;

/** Offsets of whole lines, the last line's end included; a range beyond the text is cut. */
export function rangeOfLines(text: string, [first, last]: LineRange): TextRange {
  let [line, start, offset] = [1, text.length, 0];
  for (;;) {
    if (line === first) start = offset;
    const lineEnd = text.indexOf('\n', offset);
    if (lineEnd < 0 || line === last) return { start, end: lineEnd < 0 ? text.length : lineEnd + 1 };
    offset = lineEnd + 1;
    line += 1;
  }
}

/**
 * One origin for a stretch, by its characters without white space: the kind that nine in ten have; `mixed` when AI wrote at least one in
 * ten of the rest; otherwise `unknown`. Confidence is that of the characters that decide, weighted by their number, times their share.
 */
export function originOfRange({ text, segments }: TrackedText, { start, end }: TextRange): Origin {
  const counts: Record<OriginKind, number> = { ai: 0, human: 0, mixed: 0, unknown: 0 };
  const parts = slice(segments, start, end).map((segment) => {
    const size = text.slice(start + segment.start, start + segment.end).replaceAll(/\s/gu, '').length;
    counts[segment.origin.kind] += size;
    return { origin: segment.origin, size };
  });
  const total = counts.ai + counts.human + counts.mixed + counts.unknown;
  if (total === 0) return unknownOrigin;
  const dominant = (['ai', 'human', 'unknown', 'mixed'] as const).find((kind) => counts[kind] / total >= 1 - minority);
  const kind = dominant ?? ((counts.ai + counts.mixed) / total >= minority ? 'mixed' : 'unknown');
  const deciding = parts.filter(({ origin, size }) => size > 0 && (dominant === undefined || origin.kind === dominant));
  const weighted = deciding.reduce((sum, { origin, size }) => sum + origin.confidence * size, 0);
  return {
    kind,
    confidence: kind === 'unknown' ? 0 : weighted / total,
    ...only('tool', deciding),
    ...only('model', deciding),
    ...only('session', deciding),
    evidence: strongest(deciding.flatMap(({ origin }) => origin.evidence)),
  };
}

/** Lines with text that came recently and is not shown to be typed, as ranges without gaps between neighbours. */
export function recentUntypedLines({ text, segments }: TrackedText, now: number): readonly LineRange[] {
  const isMeant = (segment: Segment): boolean =>
    segment.since !== undefined && now - segment.since <= recentMs && segment.origin.kind !== 'human';
  const ranges: LineRange[] = [];
  let [line, position] = [1, 0];
  for (const segment of segments.filter(isMeant)) {
    for (let offset = segment.start; offset < segment.end;) {
      line += countLineEnds(text, position, offset);
      position = offset;
      const next = text.indexOf('\n', offset);
      const end = Math.min(next < 0 ? text.length : next + 1, segment.end);
      const last = ranges.at(-1);
      if (text.slice(offset, end).trim() !== '') {
        if (last !== undefined && line <= last[1] + 1) ranges[ranges.length - 1] = [last[0], line];
        else ranges.push([line, line]);
      }
      offset = end;
    }
  }
  return ranges;
}

function countLineEnds(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}

function only<Key extends 'tool' | 'model' | 'session'>(
  key: Key,
  parts: readonly { readonly origin: Origin }[],
): Partial<Record<Key, string>> {
  const values = new Set(parts.map(({ origin }) => origin[key]));
  const [value] = values;
  return values.size === 1 && value !== undefined ? ({ [key]: value } as Partial<Record<Key, string>>) : {};
}

/** At most five pieces of evidence, each said once. */
function strongest(evidence: readonly Evidence[]): readonly Evidence[] {
  const distinct = new Map(evidence.map((piece) => [`${piece.source}\0${piece.where}\0${piece.why}`, piece]));
  return [...distinct.values()].toSorted((left, right) => right.strength - left.strength).slice(0, 5);
}
