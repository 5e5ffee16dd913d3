import type { Snapshot } from '../src/protocol.ts';
import { visibleLines } from '../src/safety/visibleLines.ts';

/**
 * The snapshot with every text in it made visible line by line, so that no view can forget to: what hides, reorders or controls text is
 * written out. Line breaks and indentation stay. Ids hold no such characters and come out as they went in.
 */
export function visibleSnapshot(snapshot: Snapshot): Snapshot {
  return JSON.parse(JSON.stringify(snapshot), (_key, value: unknown) => (typeof value === 'string' ? visibleLines(value) : value));
}
