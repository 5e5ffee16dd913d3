import { posix } from 'node:path';
import { z } from 'zod';
import { isInside } from '../../git/changedFile.ts';
import { visibleText } from '../../safety/visibleText.ts';
import type { Origin } from '../../terms/origin.ts';
import type { LineRange } from '../../terms/ranges.ts';
import { claimedLines } from '../claimedLines.ts';
import { contentHashes } from '../contentHash.ts';

/** One record about lines of one file, as they stood when it was written. */
interface TraceClaim {
  readonly lines: LineRange;
  readonly kind: 'ai' | 'human' | 'mixed';
  /** `sha256:` with at least 16 hex digits, or `murmur3:` with 8, over the lines; lower case. */
  readonly hash?: string;
  readonly tool?: string;
  readonly model?: string;
  readonly session?: string;
  /** HEAD when it was written. */
  readonly revision?: string;
  /** Milliseconds since 1970. */
  readonly at?: number;
}

export interface AgentTrace {
  readonly files: ReadonlyMap<string, readonly TraceClaim[]>;
  /** Records and ranges that could not be read, or that speak of no line of this project. */
  readonly skipped: number;
}

/** The newest records stand at the end, so of a longer file the beginning is left out. */
const longestFile = 16_000_000;
const longestRecord = 1_000_000;
const mostClaims = 100_000;
/** A file with more lines that are no records is something else. */
const mostUnreadable = 10_000;
const longestRange = 2_000;
/** Hashing more lines than this for one file would take longer than a second. */
const mostHashedLines = 1_000_000;
const clockSkewMs = 60_000;

const lineNumber = z.number().int().min(1).max(10_000_000);
const contributor = z.object({ type: z.string(), model_id: z.string() }).partial();
const range = z.object({
  start_line: lineNumber,
  end_line: lineNumber,
  content_hash: z.string().optional(),
  contributor: contributor.optional(),
});
const conversation = z.object({ contributor: contributor.optional(), ranges: z.array(z.unknown()) });
const file = z.object({ path: z.string(), conversations: z.array(z.unknown()) });
/** Any version: the reference writer itself gives one that the specification forbids. */
const record = z.object({
  timestamp: z.string().optional(),
  vcs: z.object({ revision: z.string() }).partial().optional(),
  tool: z.object({ name: z.string() }).partial().optional(),
  metadata: z.object({ session_id: z.string(), conversation_id: z.string() }).partial().optional(),
  files: z.array(z.unknown()),
});
/** Another dialect: one range per line of the file. */
const flatRecord = z.object({
  file_path: z.string(),
  start_line: lineNumber,
  end_line: lineNumber,
  content_hash: z.string().optional(),
  session_id: z.string().optional(),
  timestamp: z.string().optional(),
});

/**
 * Reads `.agent-trace/traces.jsonl` (Agent Trace 0.1.0, what its reference writer makes of it, and the flat dialect). `root` is absolute:
 * paths outside it are skipped, as are pseudo-files and ranges that stand for "somewhere".
 *
 *     {"version":"1.0","vcs":{"revision":"1a0c…"},"files":[{"path":"src/a.ts","conversations":[{"contributor":{"type":"ai"},
 *      "ranges":[{"start_line":13,"end_line":15,"content_hash":"sha256:04d0f61674b1aec6"}]}]}]}
 */
export function parseAgentTrace(text: string, root: string): AgentTrace {
  const files = new Map<string, TraceClaim[]>();
  let [skipped, claims] = [0, 0];
  const add = (path: string | undefined, claim: TraceClaim | undefined): void => {
    if (path === undefined || claim === undefined || claims >= mostClaims) skipped += 1;
    else {
      const known = files.get(path) ?? [];
      known.push(claim);
      files.set(path, known);
      claims += 1;
    }
  };
  if (text.length > longestFile) skipped += 1;
  const kept = text.slice(-longestFile);
  for (let start = 0; start < kept.length && skipped < mostUnreadable;) {
    const found = kept.indexOf('\n', start);
    const end = found < 0 ? kept.length : found;
    const line = end - start > longestRecord ? '' : kept.slice(start, end).trim();
    const isLong = end - start > longestRecord;
    start = end + 1;
    if (isLong) skipped += 1;
    if (line !== '' && !readRecord(line, root, add)) skipped += 1;
  }
  return { files, skipped };
}

type Add = (path: string | undefined, claim: TraceClaim | undefined) => void;

function readRecord(line: string, root: string, add: Add): boolean {
  if (!line.startsWith('{')) return false;
  const value = parseJson(line);
  const flat = flatRecord.safeParse(value);
  if (flat.success) {
    const { file_path, start_line, end_line, content_hash, session_id, timestamp } = flat.data;
    add(
      pathInside(file_path, root),
      claimOf({ start_line, end_line, content_hash }, 'ai', { ...named('session', session_id), ...timeOf(timestamp) }),
    );
    return true;
  }
  const read = record.safeParse(value);
  if (!read.success) return false;
  const { timestamp, vcs, tool, metadata } = read.data;
  const common = {
    ...named('tool', tool?.name),
    ...named('session', metadata?.session_id ?? metadata?.conversation_id),
    ...(vcs?.revision === undefined ? {} : { revision: vcs.revision }),
    ...timeOf(timestamp),
  };
  for (const each of read.data.files) {
    const touched = file.safeParse(each);
    const path = touched.success ? pathInside(touched.data.path, root) : undefined;
    if (path === undefined) add(undefined, undefined);
    for (const talk of path === undefined || !touched.success ? [] : touched.data.conversations) {
      const { success, data } = conversation.safeParse(talk);
      for (const part of success ? data.ranges : [undefined]) {
        const lines = range.safeParse(part);
        const by = lines.data?.contributor ?? data?.contributor;
        add(path, lines.success ? claimOf(lines.data, by?.type ?? 'ai', { ...common, ...named('model', by?.model_id) }) : undefined);
      }
    }
  }
  return true;
}

function claimOf(
  { start_line: first, end_line: last, content_hash }: z.infer<typeof range>,
  type: string,
  rest: Omit<TraceClaim, 'lines' | 'kind'>,
): TraceClaim | undefined {
  const kind = type === 'ai' || type === 'human' || type === 'mixed' ? type : undefined;
  const hash = /^(?:sha256:[0-9a-f]{16,64}|murmur3:[0-9a-f]{8})$/iu.exec(content_hash ?? '')?.[0].toLowerCase();
  if (kind === undefined || last < first || last - first >= longestRange) return undefined;
  // Writers that do not know the position say `1-1`.
  if (hash === undefined && last === 1) return undefined;
  return { ...rest, lines: [first, last], kind, ...(hash === undefined ? {} : { hash }) };
}

/** What a commit says about itself, to tell whether a record can be about it. */
export interface TracedCommit {
  readonly commit: string;
  /** Milliseconds since 1970. */
  readonly committedAt: number;
  /** Whether the commit is `revision` or comes after it. */
  readonly descendsFrom: (revision: string) => boolean;
}

/**
 * Verdicts about lines of a file as the commit left it, by line. A record counts where the text of its lines has the hash it gives: at its
 * own place, or at the one other place where that text stands. Without a hash nothing is verified: such a record stays evidence of 0.5
 * for an unknown line.
 */
export function originsInAgentTrace(claims: readonly TraceClaim[], text: string, about: TracedCommit): ReadonlyMap<number, Origin> {
  const lines = text.split(/\r?\n/u);
  const budget = { lines: mostHashedLines };
  const placed = claims
    .filter(({ at }) => at === undefined || at <= about.committedAt + clockSkewMs)
    .filter(({ revision }) => revision === undefined || about.descendsFrom(revision))
    .flatMap((claim) => {
      const place = claim.hash === undefined ? claim.lines : placeOf(claim.hash, claim.lines, lines, budget);
      return place === undefined || place[1] > lines.length ? [] : [{ ...claim, lines: place }];
    });
  return new Map([...claimedLines(placed, lines.length)].map(([line, claim]) => [line, originOf(claim, about.commit)]));
}

function placeOf(hash: string, [first, last]: LineRange, lines: readonly string[], budget: { lines: number }): LineRange | undefined {
  const count = last - first + 1;
  const hasHash = (start: number): boolean => {
    budget.lines -= count;
    if (budget.lines < 0) return false;
    return contentHashes(lines.slice(start - 1, start - 1 + count), hash).some((each) => each.startsWith(hash));
  };
  if (last <= lines.length && hasHash(first)) return [first, last];
  // A search that would be cut short could take one of several places for the only one.
  if (lines.length * count > budget.lines) return undefined;
  const places = Array.from({ length: Math.max(0, lines.length - count + 1) }, (_, index) => index + 1).filter(hasHash);
  const [only] = places;
  return only === undefined || places.length > 1 ? undefined : [only, only + count - 1];
}

function originOf({ kind, hash, tool, model, session }: TraceClaim, commit: string): Origin {
  const strength = hash === undefined ? 0.5 : kind === 'ai' ? 0.9 : 0.7;
  const who = kind === 'human' ? 'a person' : kind === 'mixed' ? `a person and ${tool ?? 'an AI tool'}` : (tool ?? 'an AI tool');
  const why = `A trace says that ${who} wrote this${hash === undefined ? ', without its text, so it may mean other lines' : ', and gives the hash of this text'}.`;
  const evidence = [{ source: 'agent-trace', strength, where: `.agent-trace/traces.jsonl, commit ${commit.slice(0, 10)}`, why }];
  if (hash === undefined) return { kind: 'unknown', confidence: 0, evidence };
  return {
    kind,
    confidence: strength,
    ...(tool === undefined ? {} : { tool }),
    ...(model === undefined ? {} : { model }),
    ...(session === undefined ? {} : { session }),
    evidence,
  };
}

/** Relative to the root, `/` between parts; nothing for a path outside it and for `.shell-history` and its like. */
function pathInside(path: string, root: string): string | undefined {
  const slashed = path.replaceAll('\\', '/');
  const relative = slashed.startsWith(`${root}/`) ? slashed.slice(root.length + 1) : slashed.replace(/^\.\//u, '');
  const isPseudo = /^\.(?:shell-history|sessions|unknown)$/u.test(relative);
  return !isPseudo && isInside(relative) && posix.normalize(relative) === relative ? relative : undefined;
}

function named<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  const text = visibleText(value ?? '', 120);
  return text === '' || text === 'unknown' ? {} : ({ [key]: text } as Partial<Record<Key, string>>);
}

function timeOf(timestamp: string | undefined): { readonly at?: number } {
  const at = Date.parse(timestamp ?? '');
  return Number.isNaN(at) ? {} : { at };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A line of the file is text from outside: what is not JSON says nothing.
    return undefined;
  }
}
