import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { attributeLines } from '../../src/changes/lineHistory.ts';
import type { AttributedLine } from '../../src/changes/lineHistory.ts';
import type { TrackedText } from '../../src/changes/segmentStore.ts';
import { openRepository } from '../../src/git/repository.ts';
import { readSource } from '../../src/safety/readSource.ts';
import { createGitRepository } from './gitRepository.ts';
import type { GitRepository } from './gitRepository.ts';

interface Asked {
  /** What the editor recorded. */
  readonly own?: TrackedText;
  /** Otherwise the file on disk. */
  readonly text?: string;
}

interface TraceRecord {
  readonly path: string;
  readonly first: number;
  readonly last: number;
  /** What the lines held. */
  readonly text: string;
  readonly revision: string;
}

/** A repository whose commits have notes, and what is said of its lines. */
export interface NotedRepository extends GitRepository {
  /** Writes a git-ai note about a commit: under each path claims such as `s_aa::t_1 1-3`. */
  note(commit: string, claims: Readonly<Record<string, readonly string[]>>, ref?: string): void;
  /** Writes one Agent Trace record beside the code. */
  trace(record: TraceRecord): void;
  lines(path: string, asked?: Asked): Promise<readonly AttributedLine[]>;
  /** `ai 0.95`, `unknown` … one per line. */
  verdicts(path: string, asked?: Asked): Promise<readonly string[]>;
  /** The evidence for one line (1-based) as sentences. */
  reasons(path: string, line: number): Promise<string>;
  /** A first commit by hand with `base`, then one by an agent that adds `added`, with an exact note about its lines 7 to 10. */
  agentAddsTwo(message?: string): string;
}

export const claude = 'Co-Authored-By: Claude Opus 4.6 <noreply@anthropic.com>';
export const minute = 60_000;
export const start = Date.UTC(2026, 8, 1);
export const base = ['import a', 'import b', '', 'function one() {', '  return first;', '}', ''].join('\n');
export const added = ['function two() {', '  const total = price * count;', '  return total + shipping;', '}', ''].join('\n');
export const sixUnknown: readonly string[] = Array.from({ length: 6 }, () => 'unknown');

export function createNotedRepository(): NotedRepository {
  const fixture = createGitRepository();
  const noted: NotedRepository = {
    ...fixture,
    note(commit, claims, ref = 'ai') {
      const head = Object.entries(claims).flatMap(([path, lines]) => [path, ...lines.map((line) => `  ${line}`)]);
      const sessions = { s_aa: { agent_id: { tool: 'claude', id: 'session-1', model: 'opus' } } };
      fixture.git('notes', `--ref=${ref}`, 'add', '-f', '-m', `${head.join('\n')}\n---\n${JSON.stringify({ sessions })}`, commit);
    },
    trace({ path, first, last, text, revision }) {
      const content_hash = `sha256:${createHash('sha256').update(text).digest('hex').slice(0, 16)}`;
      const conversations = [{ contributor: { type: 'ai' }, ranges: [{ start_line: first, end_line: last, content_hash }] }];
      const line = { version: '1.0', timestamp: new Date(start).toISOString(), vcs: { revision }, files: [{ path, conversations }] };
      fixture.write('.agent-trace/traces.jsonl', `${JSON.stringify(line)}\n`);
    },
    async lines(path, { own, text = fixture.read(path) } = {}) {
      const opened = await openRepository(fixture.root);
      assert.ok(opened.ok);
      const repository = opened.value;
      const before = fixture.fingerprint();
      const asked = [{ path, text, ...(own !== undefined && { own }) }];
      const [file] = await attributeLines(asked, { repository, commit: await repository.head(), readText: readSource });
      assert.equal(fixture.fingerprint(), before, 'the repository is only read');
      return file?.lines ?? [];
    },
    async verdicts(path, asked) {
      const all = await noted.lines(path, asked);
      return all.map(({ origin: { kind, confidence } }) => (kind === 'unknown' ? kind : `${kind} ${confidence}`));
    },
    async reasons(path, line) {
      const all = await noted.lines(path);
      return (all[line - 1]?.origin.evidence ?? []).map(({ why }) => why).join(' ');
    },
    agentAddsTwo(message = 'Add two by agent') {
      fixture.write('a.ts', base);
      fixture.commit('first', { at: start });
      fixture.write('a.ts', `${base}${added}`);
      const commit = fixture.commit(message, { at: start + minute });
      noted.note(commit, { 'a.ts': ['s_aa::t_1 7-10'] });
      return commit;
    },
  };
  return noted;
}
