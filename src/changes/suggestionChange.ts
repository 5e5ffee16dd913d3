import type { Change } from '../terms/change.ts';
import { contentId } from '../terms/ids.ts';
import type { Origin } from '../terms/origin.ts';
import type { TrackedText } from './segmentStore.ts';
import { originOfRange, recentUntypedLines } from './lineOrigins.ts';

/** Code that arrived in a document and is not settled yet. */
export interface PendingSuggestion {
  /** Text before the first of it came. */
  readonly before: string;
  /** The origins that were given to what came: they name its segments. */
  readonly origins: Set<Origin>;
  readonly sequence: number;
  readonly at: number;
}

export interface PlacedDocument {
  readonly uri: string;
  /** Absolute, `/` between parts. */
  readonly path: string;
  readonly root?: string;
}

/**
 * The Change that a settled suggestion makes; nothing when what came is gone again, or too little to ask about. Asking needs two lines of
 * text, or one line that holds a statement: a word or a name that was completed is not a change to understand.
 */
export function closeSuggestion(
  pending: PendingSuggestion,
  document: PlacedDocument,
  tracked: TrackedText,
  now: number,
): Change | undefined {
  const mine = tracked.segments.filter((segment) => pending.origins.has(segment.origin));
  const arrived = mine.map(({ start, end }) => tracked.text.slice(start, end)).join('\n');
  if (!isWorthAsking(arrived)) return undefined;
  const { root, path } = placeIn(document);
  const lines = recentUntypedLines({ text: tracked.text, segments: mine.map((segment) => ({ ...segment, since: now })) }, now);
  const origin = originOf(mine, tracked);
  const verb =
    origin.kind === 'ai' ? 'accepted suggestion' : origin.evidence[0]?.source === 'paste-receipt' ? 'pasted code' : 'inserted code';
  return {
    id: contentId('suggestion', document.uri, String(pending.sequence), String(pending.at)),
    kind: 'suggestion',
    root,
    title: `${verb} in ${path.slice(path.lastIndexOf('/') + 1)}`,
    origin,
    files: [{ path, lines, before: pending.before, after: tracked.text }],
    at: now,
  };
}

function placeIn({ path, root }: PlacedDocument): { readonly root: string; readonly path: string } {
  if (root !== undefined && path.startsWith(`${root}/`)) return { root, path: path.slice(root.length + 1) };
  const folder = path.slice(0, path.lastIndexOf('/'));
  return { root: folder, path: path.slice(folder.length + 1) };
}

/** An import comes along with a completed name; it is nothing to understand by itself. */
const importStatement = /^[ \t]*import\b[^;'"]{0,2000}(?:\bfrom\s*)?(?:'[^'\n]*'|"[^"\n]*");?/gmu;

export function isWorthAsking(arrived: string): boolean {
  const lines = arrived
    .replaceAll(importStatement, '')
    .split('\n')
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
  if (lines.length > 1) return true;
  const line = lines[0]?.trim() ?? '';
  return /;|[{}]|=>|[^=!<>]=[^=]|\b(?:return|throw|await|yield|if|for|while|switch|const|let|var)\b|[\w\])]\(.*\)/u.test(line);
}

function originOf(segments: TrackedText['segments'], { text }: TrackedText): Origin {
  let [joined, offset] = ['', 0];
  const moved = segments.map((segment) => {
    joined += text.slice(segment.start, segment.end);
    const length = segment.end - segment.start;
    offset += length;
    return { ...segment, start: offset - length, end: offset };
  });
  return originOfRange({ text: joined, segments: moved }, { start: 0, end: offset });
}
