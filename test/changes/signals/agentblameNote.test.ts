import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { originsInAgentblameNote, parseAgentblameNote } from '../../../src/changes/signals/agentblameNote.ts';

const commit = 'b'.repeat(40);
const hashOf = (line: string): string => `sha256:${createHash('sha256').update(line).digest('hex')}`;
const text = 'const first = read(file);\nconst second = first + 1;\n}\nreturn second;\n';

interface Given {
  readonly first: number;
  readonly last: number;
  readonly line: string;
  readonly match?: string;
}

const older = ({ first, last, line, match = 'exact_hash' }: Given): object => ({
  path: 'a.ts',
  start_line: first,
  end_line: last,
  category: 'ai_generated',
  provider: 'claude_code',
  model: 'claude',
  confidence: 1,
  match_type: match,
  content_hash: hashOf(line),
});

const newer = ({ first, last, line, match = 'exact_hash' }: Given): object => ({
  path: 'a.ts',
  startLine: first,
  endLine: last,
  category: 'ai_generated',
  provider: 'claudeCode',
  model: 'claude',
  confidence: 1,
  matchType: match,
  contentHash: hashOf(line),
});

function verdicts(...attributions: readonly unknown[]): readonly string[] {
  const note = parseAgentblameNote(JSON.stringify({ version: 2, timestamp: '2026-01-14T19:07:42.773Z', attributions }));
  const origins = originsInAgentblameNote(note, 'a.ts', text, commit);
  return [1, 2, 3, 4].map((line) => {
    const origin = origins.get(line);
    return origin === undefined ? '-' : `${origin.kind} ${origin.confidence} ${origin.tool ?? ''}`.trim();
  });
}

const firstLine = 'const first = read(file);';

test('both spellings of a range are read, whatever the version says', () => {
  assert.deepEqual(verdicts(older({ first: 1, last: 2, line: firstLine })), ['ai 0.85 Claude', 'ai 0.85 Claude', '-', '-']);
  assert.deepEqual(verdicts(newer({ first: 1, last: 2, line: firstLine })), ['ai 0.85 Claude', 'ai 0.85 Claude', '-', '-']);
});

test('the way in which a line was found again decides how much it counts', () => {
  const found = ['normalized_hash', 'move_detected', 'ai_content_in_line'].map(
    (match) => verdicts(newer({ first: 1, last: 1, line: firstLine, match }))[0],
  );
  assert.deepEqual(found, ['ai 0.8 Claude', 'ai 0.6 Claude', 'unknown 0 Claude']);
});

test('a range whose first line is another than the one that was hashed is not counted', () => {
  assert.deepEqual(verdicts(newer({ first: 2, last: 4, line: firstLine })), ['-', '-', '-', '-']);
  assert.deepEqual(verdicts({ ...newer({ first: 1, last: 2, line: firstLine }), contentHash: undefined }), ['-', '-', '-', '-']);
});

test('a lone brace is no evidence; between claimed lines it goes with them', () => {
  assert.deepEqual(verdicts(newer({ first: 3, last: 3, line: '}' })), ['-', '-', '-', '-']);
  const all = verdicts(
    newer({ first: 1, last: 3, line: firstLine }),
    newer({ first: 4, last: 4, line: 'return second;', match: 'move_detected' }),
  );
  assert.deepEqual(all, ['ai 0.85 Claude', 'ai 0.85 Claude', 'ai 0.6 Claude', 'ai 0.6 Claude']);
});

test('hostile paths, ranges and categories are skipped and counted', () => {
  const good = newer({ first: 1, last: 1, line: firstLine });
  const bad = [
    { ...good, path: '../a.ts' },
    { ...good, path: '/a.ts' },
    { ...good, path: 'C:\\a.ts' },
    { ...good, startLine: 0 },
    { ...good, endLine: 0.5 },
    { ...good, startLine: 3, endLine: 2 },
    { ...good, category: 'human' },
    null,
    'text',
  ];
  const note = parseAgentblameNote(JSON.stringify({ attributions: [...bad, good] }));
  assert.deepEqual([note.skipped, [...note.files.keys()]], [bad.length, ['a.ts']]);
});

test('a provider that nobody knows is an AI without a name, and a model hides nothing', () => {
  const note = { ...newer({ first: 1, last: 1, line: firstLine }), provider: 'evil', model: 'x\u001B[31m\u202E' };
  const parsed = parseAgentblameNote(JSON.stringify({ attributions: [note] }));
  const origin = originsInAgentblameNote(parsed, 'a.ts', text, commit).get(1);
  assert.deepEqual([origin?.kind, origin?.tool, origin?.model], ['ai', undefined, 'x\\u{1B}[31m\\u{202E}']);
});

test('many overlapping claims take no longer than few', () => {
  const long = Array.from({ length: 20_000 }, (_, index) => `const value${index} = ${index};`);
  const attributions = long.map((line, index) => newer({ first: index + 1, last: long.length, line }));
  const note = parseAgentblameNote(JSON.stringify({ attributions }).slice(0, 10_000_000));
  const small = parseAgentblameNote(JSON.stringify({ attributions: attributions.slice(0, 5_000) }));
  assert.equal(note.skipped, 1, 'a note of more than 4 MB is left alone');
  const before = performance.now();
  assert.equal(originsInAgentblameNote(small, 'a.ts', long.join('\n'), commit).size, long.length);
  assert.ok(performance.now() - before < 2_000);
});

test('no text makes the reader throw', () => {
  const keys = ['path', 'start_line', 'endLine', 'category', 'attributions', '__proto__'];
  const value = fc.anything({ key: fc.constantFrom(...keys), maxDepth: 4 });
  fc.assert(
    fc.property(fc.oneof(fc.string(), value), (each) => {
      const note = parseAgentblameNote(typeof each === 'string' ? each : (JSON.stringify({ attributions: [each] }) ?? ''));
      originsInAgentblameNote(note, 'a.ts', text, commit);
    }),
  );
});
