import type { CommitInfo } from '../../git/commitInfo.ts';
import { unknownOrigin } from '../../terms/origin.ts';
import type { Evidence, Origin } from '../../terms/origin.ts';
import { squashedParts } from '../squashedParts.ts';

/** What a commit says about a tool, and how far that carries. Strengths: how often such a commit was found to be AI-written. */
interface Signature {
  readonly tool: string;
  /** Matched against e-mail addresses or one exact form of line, never against a person's name. */
  readonly pattern: RegExp;
  readonly strength: number;
  readonly why: string;
  /** Commits authored in this time carry the mark for reasons of its own: milliseconds since 1970, end exclusive. */
  readonly unreliable?: { readonly from: number; readonly to: number };
}

/** One mark among several squashed commits says that AI wrote some of the lines. */
const ofSomeStrength = 0.4;

/** VS Code credited Copilot for completions of other extensions in these weeks: github.com/microsoft/vscode/issues/313064. */
const falseCredit = { from: Date.UTC(2026, 3, 15), to: Date.UTC(2026, 4, 11) };

const coAuthor = (address: string): RegExp => new RegExp(`^co-authored-by:[^<\\n]{0,200}<${address}>[ \\t]*$`, 'imu');

const anthropic = String.raw`noreply@anthropic\.com`;
const copilotAgent = String.raw`198982749\+copilot@users\.noreply\.github\.com`;
const copilotReview = String.raw`175728472\+copilot@users\.noreply\.github\.com`;
const copilotCommandLine = String.raw`223556219\+copilot@users\.noreply\.github\.com`;
const devin = String.raw`158243242\+devin-ai-integration\[bot\]@users\.noreply\.github\.com`;
const jules = String.raw`161369871\+google-labs-jules\[bot\]@users\.noreply\.github\.com`;
const codex = String.raw`(?:noreply@openai\.com|codex@openai\.com)`;
const cursor = String.raw`cursoragent@cursor\.com`;

/** Marks in the message. A mark speaks for the commit as a whole, hence at most 0.7. */
const messageSignatures: readonly Signature[] = [
  { tool: 'Claude', pattern: coAuthor(anthropic), strength: 0.7, why: 'The commit names Claude as co-author.' },
  {
    tool: 'Claude',
    pattern: /^(?:🤖 )?Generated with \[Claude Code\](?:\([^)\n]{0,200}\))?[ \t]*$/imu,
    strength: 0.7,
    why: 'The commit says that it was made with Claude Code.',
  },
  {
    tool: 'Claude',
    pattern: /^Claude-Session: https:\/\/claude\.ai\/code\/session_\w{1,100}[ \t]*$/imu,
    strength: 0.7,
    why: 'The commit links to a Claude session.',
  },
  { tool: 'Copilot', pattern: coAuthor(copilotAgent), strength: 0.7, why: 'The commit names the Copilot coding agent as co-author.' },
  {
    tool: 'Copilot',
    pattern: /^(?:\* )?Agent-Logs-Url: https:\/\/github\.com\/[\w.-]+\/[\w.-]+\/sessions\/[0-9a-f-]{36}[ \t]*$/imu,
    strength: 0.7,
    why: 'The commit links to a session of the Copilot coding agent.',
  },
  { tool: 'Copilot', pattern: coAuthor(copilotCommandLine), strength: 0.7, why: 'The commit names Copilot CLI as co-author.' },
  { tool: 'Copilot', pattern: coAuthor(copilotReview), strength: 0.3, why: 'Part of the commit is a suggestion by Copilot.' },
  {
    tool: 'Copilot',
    pattern: coAuthor(String.raw`62310815\+github-advanced-security\[bot\]@users\.noreply\.github\.com`),
    strength: 0.3,
    why: 'Part of the commit is a fix by Copilot Autofix.',
  },
  {
    tool: 'Copilot',
    pattern: coAuthor(String.raw`copilot@github\.com`),
    strength: 0.3,
    why: 'The editor added Copilot as co-author, which says little about which lines it wrote.',
    unreliable: falseCredit,
  },
  { tool: 'Cursor', pattern: coAuthor(cursor), strength: 0.7, why: 'The commit names Cursor as co-author.' },
  { tool: 'Devin', pattern: coAuthor(devin), strength: 0.7, why: 'The commit names Devin as co-author.' },
  { tool: 'Codex', pattern: coAuthor(codex), strength: 0.7, why: 'The commit names Codex as co-author.' },
  { tool: 'Amp', pattern: coAuthor(String.raw`amp@ampcode\.com`), strength: 0.7, why: 'The commit names Amp as co-author.' },
  { tool: 'Jules', pattern: coAuthor(jules), strength: 0.7, why: 'The commit names Jules as co-author.' },
  {
    tool: 'Augment',
    pattern: coAuthor(String.raw`noreply@augmentcode\.com`),
    strength: 0.7,
    why: 'The commit names Augment as co-author.',
  },
  {
    tool: 'Firebender',
    pattern: coAuthor(String.raw`help@firebender\.com`),
    strength: 0.7,
    why: 'The commit names Firebender as co-author.',
  },
  {
    tool: 'Factory Droid',
    pattern: coAuthor(String.raw`138933559\+factory-droid\[bot\]@users\.noreply\.github\.com`),
    strength: 0.7,
    why: 'The commit names Factory Droid as co-author.',
  },
  { tool: 'aider', pattern: coAuthor(String.raw`noreply@aider\.(?:dev|chat)`), strength: 0.7, why: 'The commit names aider as co-author.' },
  { tool: 'opencode', pattern: coAuthor(String.raw`noreply@opencode\.ai`), strength: 0.7, why: 'The commit names opencode as co-author.' },
  {
    tool: 'AI',
    pattern: /^(?:Assisted-by|AI-Assisted-By): ?[\w .-]{1,40}:[\w .-]{1,60}[ \t]*$/imu,
    strength: 0.3,
    why: 'The commit says that an AI model assisted.',
  },
];

/** Accounts that only an AI tool commits with. Ordinary bots (updates, releases) are not among them. */
const authorSignatures: readonly Signature[] = (
  [
    ['Claude', anthropic],
    ['Copilot', copilotAgent],
    ['Devin', devin],
    ['Codex', String.raw`codex@openai\.com`],
    ['Cursor', cursor],
    ['Jules', jules],
  ] as const
).map(([tool, address]) => ({
  tool,
  pattern: new RegExp(`^${address}$`, 'iu'),
  strength: 0.9,
  why: `The commit's author is ${tool}.`,
}));

/**
 * Origin of the lines that a commit added, from what the commit says of itself. A mark below 0.7 is kept as evidence, yet the lines stay
 * `unknown`: anyone can write a trailer, and it does not say which lines it speaks for. The same holds for a squash of commits of which some
 * have no mark: a person's own lines are among them. A merge adds nothing of its own.
 * Example: `Co-Authored-By: Claude Opus 4.6 (1M context) <noreply@anthropic.com>`.
 */
export function originOfCommit(commit: CommitInfo): Origin {
  if (commit.parents.length > 1) return unknownOrigin;
  const where = `commit ${commit.hash.slice(0, 10)}`;
  // A real message is short; a longer one is only searched at both ends, where trailers and squashed messages stand.
  const message = commit.message.length > 20_000 ? `${commit.message.slice(0, 10_000)}\n${commit.message.slice(-10_000)}` : commit.message;
  const inMessage = messageSignatures.filter(({ pattern }) => pattern.test(message)).map((signature) => weakened(signature, commit));
  const isPart = squashedParts(message).some((part) => !inMessage.some(({ pattern }) => pattern.test(part)));
  const found = [
    ...authorSignatures.filter(({ pattern }) => pattern.test(commit.author.email)),
    ...(isPart ? inMessage.map(ofSome) : inMessage),
  ].toSorted((left, right) => right.strength - left.strength);
  const [best] = found;
  if (best === undefined) return unknownOrigin;
  const evidence: readonly Evidence[] = found.map(({ strength, why }) => ({ source: 'commit-trailer', strength, where, why }));
  const model = best.tool === 'Claude' ? modelIn(message) : undefined;
  const isAi = best.strength >= 0.7;
  return {
    kind: isAi ? 'ai' : 'unknown',
    confidence: isAi ? best.strength : 0,
    ...(isAi && best.tool !== 'AI' ? { tool: best.tool } : {}),
    ...(isAi && model !== undefined ? { model } : {}),
    evidence,
  };
}

function ofSome(signature: Signature): Signature {
  const why = `${signature.why} It was squashed from several, and some of them do not.`;
  return { ...signature, strength: Math.min(signature.strength, ofSomeStrength), why };
}

function weakened(signature: Signature, { author }: CommitInfo): Signature {
  const { unreliable } = signature;
  return unreliable !== undefined && author.at >= unreliable.from && author.at < unreliable.to
    ? { ...signature, strength: 0.1 }
    : signature;
}

/** Claude's own trailer carries the model in the name: `Claude Opus 4.6 (1M context)`. */
function modelIn(message: string): string | undefined {
  return /^co-authored-by: (Claude [\w .-]{1,40}?)(?: \([^)\n]{1,40}\))? <noreply@anthropic\.com>[ \t]*$/imu.exec(message)?.[1];
}
