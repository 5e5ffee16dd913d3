import { createHash } from 'node:crypto';
import { z } from 'zod';
import { isInside } from '../../git/changedFile.ts';
import { visibleText } from '../../safety/visibleText.ts';
import type { Origin } from '../../terms/origin.ts';
import type { LineRange } from '../../terms/ranges.ts';
import { claimedLines } from '../claimedLines.ts';

/** How the tool found the lines again in the commit; the last two rest on similarity only. */
type Match = 'exact' | 'normalised' | 'moved' | 'similar';

interface Claim {
  readonly lines: LineRange;
  readonly match: Match;
  /** SHA-256 of the first line of the range, lower-case hex. */
  readonly firstLine?: string;
  readonly tool?: string;
  readonly model?: string;
}

/** A note as agentblame writes it about one commit: every claim says that AI wrote lines; it knows of no other kind. */
export interface AgentblameNote {
  readonly files: ReadonlyMap<string, readonly Claim[]>;
  /** Claims that could not be read. */
  readonly skipped: number;
}

const longestNote = 4_000_000;
const mostClaims = 50_000;
const longestLine = 10_000_000;
/** A line with fewer characters is found in every file: `}`, `});`. */
const fewestCharacters = 4;

const strengths: Readonly<Record<Match, number>> = { exact: 0.85, normalised: 0.8, moved: 0.6, similar: 0.3 };
const matches: Readonly<Record<string, Match>> = { exact_hash: 'exact', normalized_hash: 'normalised', move_detected: 'moved' };
const tools: Readonly<Record<string, string>> = { claudecode: 'Claude', cursor: 'Cursor', opencode: 'opencode' };

const position = z.number().int().min(1).max(longestLine);
/** Both spellings, whatever `version` says: notes of version 2 with names of version 1 exist. */
const attribution = z
  .object({
    path: z.string(),
    category: z.literal('ai_generated'),
    start_line: position,
    end_line: position,
    startLine: position,
    endLine: position,
    match_type: z.string(),
    matchType: z.string(),
    content_hash: z.string(),
    contentHash: z.string(),
    provider: z.string(),
    model: z.string(),
  })
  .partial();
const document = z.object({ attributions: z.array(z.unknown()) });

/**
 * Reads a note under `refs/notes/agentblame`, versions 1 and 2. What does not fit is skipped and counted.
 *
 *     { "version": 2, "attributions": [{ "path": "src/a.ts", "startLine": 36, "endLine": 37, "category": "ai_generated",
 *       "provider": "claudeCode", "matchType": "exact_hash", "contentHash": "sha256:65e6…" }] }
 */
export function parseAgentblameNote(note: string): AgentblameNote {
  const files = new Map<string, Claim[]>();
  const parsed = note.length > longestNote ? undefined : document.safeParse(parseJson(note));
  if (parsed?.success !== true) return { files, skipped: 1 };
  const { attributions } = parsed.data;
  let skipped = Math.max(0, attributions.length - mostClaims);
  for (const each of attributions.slice(0, mostClaims)) {
    const read = attribution.safeParse(each);
    const claim = read.success ? claimIn(read.data) : undefined;
    const path = read.success ? read.data.path : undefined;
    if (claim === undefined || path === undefined || !isInside(path)) skipped += 1;
    else {
      const claims = files.get(path) ?? [];
      claims.push(claim);
      files.set(path, claims);
    }
  }
  return { files, skipped };
}

/**
 * Verdicts of the note about lines of one file, by line. `text` is the file as the commit left it: a range whose first line is not what
 * the note hashed is not counted, for the hash covers that line alone. A very short line is no evidence by itself: it is AI when the
 * claimed lines around it are.
 */
export function originsInAgentblameNote(note: AgentblameNote, path: string, text: string, commit: string): ReadonlyMap<number, Origin> {
  const lines = text.split(/\r?\n/u);
  const isShort = (line: number): boolean => (lines[line - 1] ?? '').replaceAll(/\s/gu, '').length < fewestCharacters;
  const held = (note.files.get(path) ?? []).filter((claim) => claim.lines[1] <= lines.length && holds(claim, lines[claim.lines[0] - 1]));
  const claimed = claimedLines(held, lines.length);
  const origins = new Map<number, Origin>();
  for (const [line, claim] of claimed) if (!isShort(line)) origins.set(line, originOf(claim, commit));
  for (const line of claimed.keys()) {
    if (!isShort(line)) continue;
    let [above, below] = [line - 1, line + 1];
    while (above >= 1 && isShort(above) && claimed.has(above)) above -= 1;
    while (below <= lines.length && isShort(below) && claimed.has(below)) below += 1;
    const [before, after] = [claimed.get(above), claimed.get(below)];
    if (before === undefined || after === undefined || isShort(above) || isShort(below)) continue;
    origins.set(line, originOf(strengths[before.match] <= strengths[after.match] ? before : after, commit));
  }
  return origins;
}

function originOf({ match, tool, model }: Claim, commit: string): Origin {
  const strength = strengths[match];
  const how = match === 'exact' ? '' : match === 'normalised' ? ', up to white space' : match === 'moved' ? ', moved' : ', by similarity';
  return {
    kind: strength < 0.5 ? 'unknown' : 'ai',
    confidence: strength < 0.5 ? 0 : strength,
    ...(tool === undefined ? {} : { tool }),
    ...(model === undefined ? {} : { model }),
    evidence: [
      {
        source: 'agentblame-note',
        strength,
        where: `agentblame note of commit ${commit.slice(0, 10)}`,
        why: `agentblame found this line in what ${tool ?? 'an AI tool'} wrote${how}.`,
      },
    ],
  };
}

function holds({ firstLine }: Claim, line: string | undefined): boolean {
  return line !== undefined && createHash('sha256').update(line).digest('hex') === firstLine;
}

function claimIn(read: z.infer<typeof attribution>): Claim | undefined {
  const first = read.start_line ?? read.startLine;
  const last = read.end_line ?? read.endLine ?? first;
  if (read.category === undefined || first === undefined || last === undefined || last < first) return undefined;
  const tool = tools[(read.provider ?? '').replaceAll('_', '').toLowerCase()];
  const model = visibleText(read.model ?? '', 80);
  const firstLine = /^sha256:([0-9a-f]{64})$/iu.exec(read.content_hash ?? read.contentHash ?? '')?.[1]?.toLowerCase();
  return {
    lines: [first, last],
    match: matches[read.match_type ?? read.matchType ?? ''] ?? 'similar',
    ...(firstLine === undefined ? {} : { firstLine }),
    ...(tool === undefined ? {} : { tool }),
    // The provider's bare name is not a model.
    ...(model === '' || model.toLowerCase() === (tool ?? '').toLowerCase() ? {} : { model }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A note is text from outside: what is not JSON says nothing.
    return undefined;
  }
}
