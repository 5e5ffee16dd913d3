import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface GeneratedHistory {
  readonly root: string;
  /** The commits whose added lines are asked about: they touch `files` and nothing else. */
  readonly range: string;
  readonly files: readonly string[];
  readonly lines: number;
  readonly notes: number;
}

const fileCount = 600;
const linesPerFile = 1_000;
const commitCount = 3_000;
const askedFiles = 20;
const askedCommits = 200;
const noteCount = 10_000;
const linesPerCommit = 12;
const start = Date.UTC(2026, 0, 1) / 1000;

/**
 * A repository of 600,000 lines and 3,000 commits, with 10,000 git-ai notes of which 7,000 are about commits that are not here, as after
 * rebases elsewhere. Made with `git fast-import`, the same each time.
 */
export function generateHistory(): GeneratedHistory {
  const root = mkdtempSync(join(tmpdir(), 'understand-blame-'));
  const git = (args: readonly string[], input?: string): string =>
    execFileSync('git', [...args], { cwd: root, encoding: 'utf8', input, stdio: ['pipe', 'pipe', 'ignore'], maxBuffer: 100_000_000 });
  git(['init', '--quiet', '--initial-branch=main']);
  const texts = Array.from({ length: fileCount }, (_, file) =>
    Array.from({ length: linesPerFile }, (_line, line) => `const v${file}_${line} = ${line};`),
  );
  const paths = texts.map((_, file) => `src/m${file % 30}/file${file}.ts`);
  const marks = join(root, '.git', 'marks');
  const parts: string[] = [];
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const commit = (number: number, changes: readonly (readonly [path: string, text: string])[]): void => {
    const who = `Ada <ada@example.org> ${start + number * 600} +0000`;
    parts.push(`commit refs/heads/main\nmark :${number}\nauthor ${who}\ncommitter ${who}\n${data(`Change ${number}`)}`);
    parts.push(number > 1 ? `from :${number - 1}\n` : '');
    for (const [path, text] of changes) parts.push(`M 100644 inline ${path}\n${data(text)}`);
  };
  const textOf = (file: number): string => `${(texts[file] ?? []).join('\n')}\n`;
  commit(
    1,
    paths.map((path, file) => [path, textOf(file)]),
  );
  const added = new Map<number, readonly [path: string, first: number]>();
  for (let number = 2; number <= commitCount; number += 1) {
    const isAsked = number > commitCount - askedCommits;
    const file = isAsked ? number % askedFiles : (number * 7) % fileCount;
    const first = (number * 37) % (linesPerFile - linesPerCommit);
    for (let line = 0; line < linesPerCommit; line += 1) (texts[file] ?? [])[first + line] = `const w${file}_${first + line} = ${number};`;
    added.set(number, [paths[file] ?? '', first + 1]);
    commit(number, [[paths[file] ?? '', textOf(file)]]);
  }
  git(['fast-import', '--quiet', `--export-marks=${marks}`], parts.join(''));
  const hashes = readFileSync(marks, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.slice(1).split(' ') as [string, string]);
  const notes = hashes.flatMap(([mark, hash]) => {
    const [path, first] = added.get(Number(mark)) ?? [];
    return path === undefined || first === undefined ? [] : [[hash, noteAbout(path, first)] as const];
  });
  for (let number = notes.length; number < noteCount; number += 1)
    notes.push([createHash('sha1').update(`absent ${number}`).digest('hex'), noteAbout(paths[number % fileCount] ?? '', 1)]);
  const who = `Ada <ada@example.org> ${start} +0000`;
  const tree = notes.map(([hash, text]) => `M 100644 inline ${hash.slice(0, 2)}/${hash.slice(2)}\n${data(text)}`);
  git(['fast-import', '--quiet'], `commit refs/notes/ai\nauthor ${who}\ncommitter ${who}\n${data('notes')}${tree.join('')}`);
  git(['reset', '--quiet', '--hard']);
  writeFileSync(join(root, '.git', 'info', 'exclude'), '');
  return {
    root,
    range: `HEAD~${askedCommits}..HEAD`,
    files: paths.slice(0, askedFiles),
    lines: fileCount * linesPerFile,
    notes: notes.length,
  };
}

function noteAbout(path: string, first: number): string {
  const sessions = { s_0123456789abcd: { agent_id: { tool: 'claude', id: 'session', model: 'opus' }, human_author: 'Ada' } };
  const metadata = { schema_version: 'authorship/3.0.0', git_ai_version: '1.6.7', base_commit_sha: '', prompts: {}, sessions };
  return `${path}\n  s_0123456789abcd::t_0123456789abcd ${first}-${first + linesPerCommit - 2}\n---\n${JSON.stringify(metadata, null, 2)}\n`;
}
