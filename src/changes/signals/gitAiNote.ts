import { z } from 'zod';
import { isInside } from '../../git/changedFile.ts';
import { visibleText } from '../../safety/visibleText.ts';
import { unknownOrigin } from '../../terms/origin.ts';
import type { Origin } from '../../terms/origin.ts';
import { contains } from '../../terms/ranges.ts';
import type { LineRange } from '../../terms/ranges.ts';

/** One claim of a note about lines of one file. */
interface Attestation {
  readonly lines: readonly LineRange[];
  /** `ai`: a tool's tool call; `saved`: an editor saved the line, which does not mean that a person typed it. */
  readonly by: 'ai' | 'saved';
  /** Which session or person; lines that two of them claim are contested. */
  readonly key: string;
  readonly tool?: string;
  readonly model?: string;
  readonly session?: string;
}

/** A note as git-ai writes it about one commit. Everything in it is a claim by whoever could push the note. */
export interface GitAiNote {
  readonly files: ReadonlyMap<string, readonly Attestation[]>;
  /** Lines of the note that could not be read. */
  readonly skipped: number;
}

const agent = z.object({ agent_id: z.object({ tool: z.string(), id: z.string(), model: z.string() }).partial() });
const metadata = z.object({ prompts: z.record(z.string(), z.unknown()), sessions: z.record(z.string(), z.unknown()) }).partial();

/** Metadata beyond this length holds whole conversations; the lines are readable without it. */
const longestMetadata = 4_000_000;
/** The longest real one has 3 MB, its metadata included. */
const longestHead = 4_000_000;
const longestLine = 10_000_000;
/** Names that stand for "not known". */
const placeholders = new Set(['unknown', 'default', '<synthetic>', 'tab', '']);
/** git-ai's own test doubles. */
const testTools = new Set(['mock_ai', 'test-agent']);

/**
 * Reads a note of git-ai (`authorship/3.0.0` and older keys), from `refs/notes/ai`. What does not fit is skipped and counted.
 *
 *     src/config.rs                                    a path; in double quotes when it has a space
 *       s_ddd48773cb990e::t_d53cd1b8820cec 1-4,6-16    a claim: session and tool call, then lines, 1-based, inclusive
 *       h_55c03ed47cd416 5                             saved in an editor
 *     ---
 *     { "sessions": { "s_ddd48773cb990e": { "agent_id": { "tool": "claude", … } } } }
 */
export function parseGitAiNote(note: string): GitAiNote {
  const divider = /^---\r?$/mu.exec(note);
  const head = note.slice(0, Math.min(longestHead, divider?.index ?? note.length));
  const names = readMetadata(divider === null ? '' : note.slice(divider.index + divider[0].length));
  const files = new Map<string, Attestation[]>();
  let claims: Attestation[] | undefined;
  let skipped = (divider?.index ?? note.length) > longestHead ? 1 : 0;
  for (const line of head.split(/\r?\n/u)) {
    if (line === '') continue;
    if (!line.startsWith(' ')) {
      const path = /^"[^"]*"$/u.test(line) ? line.slice(1, -1) : line;
      claims = isInside(path) ? (files.get(path) ?? []) : undefined;
      if (claims === undefined) skipped += 1;
      else files.set(path, claims);
      continue;
    }
    const [, key = '', ranges = ''] = /^ {2}(\S{1,200}) ([\d,-]+)$/u.exec(line) ?? [];
    const claim = claims === undefined ? undefined : readClaim(key, readRanges(ranges), names);
    if (claim === undefined) skipped += 1;
    else if (claim !== 'untracked') claims?.push(claim);
  }
  return { files, skipped };
}

/**
 * Who wrote a line of the commit that the note is about. `exact` says that the note claims only lines which its commit added; a note that
 * claims more is cumulative, and weaker. Lines without a claim are `unknown`, never human; of several claims the last one counts.
 */
export function originInNote(note: GitAiNote, path: string, line: number, { commit, exact }: { commit: string; exact: boolean }): Origin {
  const claims = note.files.get(path)?.filter(({ lines }) => lines.some((range) => contains(range, line))) ?? [];
  const claim = claims.at(-1);
  if (claim === undefined || testTools.has(claim.tool ?? '')) return unknownOrigin;
  const contested = new Set(claims.map(({ key }) => key)).size > 1;
  const where = `git-ai note of commit ${commit.slice(0, 10)}`;
  if (claim.by === 'saved') {
    const why = 'git-ai saw an editor save this line, with no tool writing it.';
    return { kind: 'human', confidence: 0.7, evidence: [{ source: 'git-ai-note', strength: 0.7, where, why }] };
  }
  const strength = exact && !contested ? 0.95 : 0.8;
  const why = `git-ai recorded that ${claim.tool ?? 'an AI tool'} wrote this line${contested ? ', and more than one session claims it' : ''}.`;
  return {
    kind: 'ai',
    confidence: strength,
    ...(claim.tool === undefined ? {} : { tool: claim.tool }),
    ...(claim.model === undefined ? {} : { model: claim.model }),
    ...(claim.session === undefined ? {} : { session: claim.session }),
    evidence: [{ source: 'git-ai-note', strength, where, why }],
  };
}

function readClaim(
  key: string,
  lines: readonly LineRange[] | undefined,
  names: ReadonlyMap<string, Named>,
): Attestation | 'untracked' | undefined {
  if (lines === undefined || lines.length === 0) return undefined;
  if (key === 'human') return 'untracked';
  if (/^h_[0-9a-f]+$/u.test(key)) return { lines, by: 'saved', key };
  if (key === 'ai_agent') return { lines, by: 'ai', key };
  const [owner = ''] = key.split('::');
  if (!/^(?:s_[0-9a-f]+|[0-9a-f]{7,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/u.test(owner)) return undefined;
  return { lines, by: 'ai', key: owner, ...names.get(owner) };
}

function named<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  const text = visibleText((value ?? '').replaceAll('"', ''), 80);
  return placeholders.has(text) ? {} : ({ [key]: text } as Partial<Record<Key, string>>);
}

function readRanges(text: string): readonly LineRange[] | undefined {
  const ranges = text.split(',').map((part): LineRange | undefined => {
    const [, from, to = from] = /^(\d{1,8})(?:-(\d{1,8}))?$/u.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    return first >= 1 && last >= first && last <= longestLine ? [first, last] : undefined;
  });
  const valid = ranges.filter((range) => range !== undefined);
  return valid.length === ranges.length ? valid : undefined;
}

type Named = Pick<Attestation, 'tool' | 'model' | 'session'>;

function readMetadata(text: string): ReadonlyMap<string, Named> {
  if (text.length > longestMetadata) return new Map();
  const parsed = metadata.safeParse(parseJson(text));
  if (!parsed.success) return new Map();
  const entries = [...Object.entries(parsed.data.prompts ?? {}), ...Object.entries(parsed.data.sessions ?? {})];
  return new Map(
    entries.map(([key, value]) => {
      const known = agent.safeParse(value);
      const { tool, model, id } = known.success ? known.data.agent_id : {};
      return [key, { ...named('tool', tool), ...named('model', model), ...named('session', id) }];
    }),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A note is text from outside: what is not JSON says nothing.
    return undefined;
  }
}
