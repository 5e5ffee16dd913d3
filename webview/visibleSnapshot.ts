import type { Snapshot } from '../src/protocol.ts';
import { visibleText } from '../src/safety/visibleText.ts';

/** Longer lines are cut: no one reads them, and laying them out takes seconds. */
const mostCharactersInLine = 2000;

/**
 * The snapshot with every text in it made visible line by line, so that no view can forget to: what hides, reorders or controls text is
 * written out. Line breaks and indentation stay. Ids hold no such characters and come out as they went in.
 */
export function visibleSnapshot(snapshot: Snapshot): Snapshot {
  return JSON.parse(JSON.stringify(snapshot), (_key, value: unknown) => (typeof value === 'string' ? visibleLines(value) : value));
}

function visibleLines(text: string): string {
  return text
    .split(/\r?\n/u)
    .map((line) => {
      const indentation = /^[ \t]*/u.exec(line)?.[0] ?? '';
      return indentation + visibleText(line.slice(indentation.length), mostCharactersInLine);
    })
    .join('\n');
}
