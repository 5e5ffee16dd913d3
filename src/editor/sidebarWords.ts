import type { ChangeSummary } from '../terms/change.ts';
import type { LineRange } from '../terms/ranges.ts';
import type { SidebarState, Subject } from './sidebarState.ts';

/** Last part of a path or URI, decoded where it is a URI. */
export function fileName(pathOrUri: string): string {
  const last = pathOrUri.split('/').at(-1) ?? pathOrUri;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** `line 7`, `lines 4 to 9`. */
export function rangeInWords([first, last]: LineRange): string {
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

/** `Line 7 decides.`, `Lines 4 to 5 and line 9 decide.`; empty without lines. */
export function decidingLines(lines: readonly LineRange[]): string {
  if (lines.length === 0) return '';
  const words = lines.map(rangeInWords).join(' and ');
  const single = lines.length === 1 && lines[0]?.[0] === lines[0]?.[1];
  return `${words.charAt(0).toUpperCase()}${words.slice(1)} ${single ? 'decides' : 'decide'}.`;
}

export function countOf(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`;
}

export function changeTitle(change: ChangeSummary): string {
  return change.title === '' ? 'the change' : change.title;
}

/** `cart.ts, line 7`, or a Change's title. */
export function subjectInWords(state: SidebarState, subject: Subject): string {
  if (subject.kind === 'place') return `${fileName(subject.place.uri)}, line ${subject.place.line}`;
  const change = state.changes.find((candidate) => candidate.id === subject.changeId);
  return change === undefined ? 'the change' : changeTitle(change);
}
