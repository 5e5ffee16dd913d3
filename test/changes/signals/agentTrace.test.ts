import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { originsInAgentTrace, parseAgentTrace } from '../../../src/changes/signals/agentTrace.ts';
import type { TracedCommit } from '../../../src/changes/signals/agentTrace.ts';

const root = '/home/ada/shop';
const at = Date.UTC(2026, 6, 20, 12);
const about: TracedCommit = { commit: 'c'.repeat(40), committedAt: at, descendsFrom: (revision) => revision === '1a0c18c7' };
const text = 'import a\nconst one = first();\nconst two = second();\n}\nlast();\n';

const hashOf = (...lines: readonly string[]): string =>
  `sha256:${createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16)}`;
const both = hashOf('const one = first();', 'const two = second();');

interface Given {
  readonly path?: string;
  readonly first?: number;
  readonly last?: number;
  readonly hash?: string | undefined;
  readonly type?: string;
  readonly revision?: string;
  readonly time?: string;
}

function record({
  path = 'src\\a.ts',
  first = 2,
  last = 3,
  hash = both,
  type = 'ai',
  revision = '1a0c18c7',
  time = '2026-07-20T11:50:04.408Z',
}: Given = {}): object {
  const ranges = [{ start_line: first, end_line: last, ...(hash !== '' && { content_hash: hash }) }];
  const url = 'file://c:\\Users\\ada\\x.jsonl';
  const conversations = [{ url, contributor: { type, model_id: 'anthropic/claude-opus-4-8' }, ranges }];
  const metadata = { conversation_id: 'talk-1', command: 'npx tsc' };
  return {
    version: '1.0',
    timestamp: time,
    vcs: { type: 'git', revision },
    tool: { name: 'cursor' },
    files: [{ path, conversations }],
    metadata,
  };
}

function verdicts(...records: readonly object[]): readonly string[] {
  const trace = parseAgentTrace(records.map((each) => JSON.stringify(each)).join('\r\n'), root);
  const origins = originsInAgentTrace(trace.files.get('src/a.ts') ?? [], text, about);
  return [1, 2, 3, 4, 5].map((line) => {
    const origin = origins.get(line);
    return origin === undefined ? '-' : `${origin.kind} ${origin.confidence}`;
  });
}

test('a range whose text has the hash is AI, with tool, model and session', () => {
  assert.deepEqual(verdicts(record()), ['-', 'ai 0.9', 'ai 0.9', '-', '-']);
  const trace = parseAgentTrace(JSON.stringify(record()), root);
  const origin = originsInAgentTrace(trace.files.get('src/a.ts') ?? [], text, about).get(2);
  assert.deepEqual([origin?.tool, origin?.model, origin?.session], ['cursor', 'anthropic/claude-opus-4-8', 'talk-1']);
});

test('lines that were moved since are found where their text stands once, and nowhere when it stands twice', () => {
  assert.deepEqual(verdicts(record({ first: 4, last: 5 })), ['-', 'ai 0.9', 'ai 0.9', '-', '-']);
  const twice = `${text}const one = first();\nconst two = second();\n`;
  const trace = parseAgentTrace(JSON.stringify(record({ first: 4, last: 5 })), root);
  assert.equal(originsInAgentTrace(trace.files.get('src/a.ts') ?? [], twice, about).size, 0);
});

test('a range with another text, without a hash, or of nobody makes no verdict', () => {
  assert.deepEqual(verdicts(record({ hash: 'sha256:0000000000000000' })), ['-', '-', '-', '-', '-']);
  assert.deepEqual(verdicts(record({ hash: '' })), ['-', 'unknown 0', 'unknown 0', '-', '-']);
  assert.deepEqual(verdicts(record({ type: 'unknown' })), ['-', '-', '-', '-', '-']);
});

test('a record about a time after the commit, or about a revision it does not come from, is about something else', () => {
  assert.deepEqual(verdicts(record({ time: '2026-07-21T00:00:00Z' })), ['-', '-', '-', '-', '-']);
  assert.deepEqual(verdicts(record({ revision: 'ffffffff' })), ['-', '-', '-', '-', '-']);
});

test('a later record supersedes an earlier one', () => {
  assert.deepEqual(verdicts(record(), record({ first: 3, last: 3, hash: hashOf('const two = second();'), type: 'human' })), [
    '-',
    'ai 0.9',
    'human 0.7',
    '-',
    '-',
  ]);
});

test('the flat dialect is read, with murmur hashes and absolute paths inside the project', () => {
  const flat = {
    schema: 'agent-trace/v0.1.0',
    session_id: 's',
    start_line: 1,
    end_line: 1,
    tool: 'Edit',
    timestamp: '2026-06-12T09:00:07Z',
  };
  const trace = parseAgentTrace(
    [`${root}/src/a.ts`, '/home/ada/other/src/a.ts']
      .map((file_path) => JSON.stringify({ ...flat, file_path, content_hash: 'murmur3:248bfa47' }))
      .join('\n'),
    root,
  );
  assert.deepEqual([[...trace.files.keys()], trace.skipped], [['src/a.ts'], 1]);
  const origins = originsInAgentTrace(trace.files.get('src/a.ts') ?? [], 'hello\n', about);
  assert.deepEqual(
    [...origins].map(([line, origin]) => [line, origin.kind, origin.session]),
    [[1, 'ai', 's']],
  );
});

test('pseudo-files, positions that stand for nowhere and paths that leave the project are skipped and counted', () => {
  const bad = [
    record({ path: '.shell-history', first: 1, last: 1, hash: '' }),
    record({ path: '.sessions' }),
    record({ path: '.unknown' }),
    record({ path: '../a.ts' }),
    record({ path: '/etc/passwd' }),
    record({ path: 'C:\\a.ts' }),
    record({ path: 'src//a.ts' }),
    record({ first: 1, last: 1, hash: '' }),
    record({ first: 0 }),
    record({ first: 3, last: 2 }),
    record({ first: 1, last: 9_000_000 }),
    { version: '0.1.0' },
    ['no record'],
  ];
  const trace = parseAgentTrace([...bad.map((each) => JSON.stringify(each)), 'not JSON', '{"half":'].join('\n'), root);
  assert.deepEqual([trace.files.size, trace.skipped], [0, bad.length + 2]);
});

test('names from outside hide nothing', () => {
  const hostile = { ...record(), tool: { name: 'cur\u202Esor\u001B]0;x\u0007' } };
  const trace = parseAgentTrace(JSON.stringify(hostile), root);
  const origin = originsInAgentTrace(trace.files.get('src/a.ts') ?? [], text, about).get(2);
  assert.equal(origin?.tool, 'cur\\u{202E}sor\\u{1B}]0;x\\u{7}');
});

test('garbage of any length is left alone within two seconds, and counted', () => {
  const megabytes = Number(process.env['GARBAGE_MB'] ?? '4');
  const garbage = `{"files":[${'\u202E../x'.repeat(50)}\n`.repeat((megabytes * 1_000_000) / 260);
  const before = performance.now();
  const trace = parseAgentTrace(garbage, root);
  assert.ok(performance.now() - before < 2_000);
  assert.deepEqual([trace.files.size, trace.skipped > 1_000], [0, true]);
});

test('records that ask for endless hashing come to an end', () => {
  const lines = Array.from({ length: 4_000 }, (_, index) => `line ${index}`).join('\n');
  const claims = Array.from({ length: 5_000 }, () => record({ first: 1, last: 2_000, hash: 'sha256:0000000000000000' }));
  const trace = parseAgentTrace(claims.map((each) => JSON.stringify(each)).join('\n'), root);
  const before = performance.now();
  assert.equal(originsInAgentTrace(trace.files.get('src/a.ts') ?? [], lines, about).size, 0);
  assert.ok(performance.now() - before < 2_000);
});

test('no text makes the reader throw', () => {
  const keys = ['files', 'path', 'conversations', 'ranges', 'start_line', 'end_line', 'file_path', '__proto__'];
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.anything({ key: fc.constantFrom(...keys), maxDepth: 5 }))), (values) => {
      parseAgentTrace(values.map((each) => (typeof each === 'string' ? each : (JSON.stringify(each) ?? ''))).join('\n'), root);
    }),
  );
});
