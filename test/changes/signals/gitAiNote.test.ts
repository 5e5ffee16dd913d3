import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { originInNote, parseGitAiNote } from '../../../src/changes/signals/gitAiNote.ts';

const commit = 'a'.repeat(40);

const note = `src/config.rs
  s_ddd48773cb990e::t_d53cd1b8820cec 1-4,6-16
  h_55c03ed47cd416 5
"docs/two words.md"
  0fdac024afade5f0 820-853,820-843,846
src/rewrite.rs
  ai_agent 3
  human 4
  s_0000000000aaaa::t_1 5
  34741536-abcc-42cf-89df-82f40cf18979 6
---
{
  "schema_version": "authorship/3.0.0",
  "sessions": { "s_ddd48773cb990e": { "agent_id": { "tool": "claude", "id": "52faaf7a", "model": "claude-opus-4-8" }, "messages": [1] } },
  "prompts": {
    "0fdac024afade5f0": { "agent_id": { "tool": "codex", "id": "x", "model": "\\"gpt-5\\"" }, "overriden_lines": 0 },
    "34741536-abcc-42cf-89df-82f40cf18979": { "agent_id": { "tool": "mock_ai", "id": "y", "model": "unknown" } }
  }
}
`;

function origin(path: string, line: number, exact = true) {
  return originInNote(parseGitAiNote(note), path, line, { commit, exact });
}

test('a session’s lines are AI with its tool, model and session', () => {
  assert.deepEqual(origin('src/config.rs', 4), {
    kind: 'ai',
    confidence: 0.95,
    tool: 'claude',
    model: 'claude-opus-4-8',
    session: '52faaf7a',
    evidence: [
      {
        source: 'git-ai-note',
        strength: 0.95,
        where: 'git-ai note of commit aaaaaaaaaa',
        why: 'git-ai recorded that claude wrote this line.',
      },
    ],
  });
});

test('a note that claims lines of other commits too is weaker', () => {
  assert.equal(origin('src/config.rs', 4, false).confidence, 0.8);
});

test('older keys, quoted paths, overlapping ranges and a quoted model are read', () => {
  const { kind, tool, model } = origin('docs/two words.md', 846);
  assert.deepEqual([kind, tool, model], ['ai', 'codex', 'gpt-5']);
  assert.equal(origin('docs/two words.md', 854).kind, 'unknown');
});

test('a line without a claim, or claimed as untracked or by a test double, is unknown and never human', () => {
  assert.equal(origin('src/config.rs', 17).kind, 'unknown');
  assert.equal(origin('src/other.rs', 1).kind, 'unknown');
  assert.equal(origin('src/rewrite.rs', 4).kind, 'unknown');
  assert.equal(origin('src/rewrite.rs', 6).kind, 'unknown');
});

test('a key without metadata is an unknown AI tool', () => {
  for (const line of [3, 5]) {
    const { kind, tool } = origin('src/rewrite.rs', line);
    assert.deepEqual([kind, tool], ['ai', undefined]);
  }
});

test('a line saved in an editor is human with 0.7, for saving is not typing', () => {
  const { kind, confidence } = origin('src/config.rs', 5);
  assert.deepEqual([kind, confidence], ['human', 0.7]);
});

test('of several claims the last one counts, and the line is contested', () => {
  const contested = parseGitAiNote('a.ts\n  s_aa::t_1 1-3\n  h_bb 2\n  s_cc::t_2 3\n---\n{}');
  assert.equal(originInNote(contested, 'a.ts', 2, { commit, exact: true }).kind, 'human');
  assert.equal(originInNote(contested, 'a.ts', 3, { commit, exact: true }).confidence, 0.8);
});

test('paths that leave the repository and lines that do not fit are skipped and counted', () => {
  const hostile = parseGitAiNote(
    '../etc/passwd\n  s_aa::t_1 1\n/abs.ts\nC:\\x.ts\na.ts\n  s_aa::t_1 5-2\n  bogus! 1\n  s_aa::t_1 0\n  s_aa::t_1 7\n---\n',
  );
  assert.deepEqual([...hostile.files.keys()], ['a.ts']);
  assert.equal(hostile.files.get('a.ts')?.length, 1);
  assert.equal(hostile.skipped, 7);
});

test('hidden characters in a tool’s name are shown', () => {
  const hostile = parseGitAiNote(
    'a.ts\n  s_aa::t_1 1\n---\n{"sessions":{"s_aa":{"agent_id":{"tool":"cl\\u202eaude\\u001b[31m","model":"default"}}}}',
  );
  const { tool, model } = originInNote(hostile, 'a.ts', 1, { commit, exact: true });
  assert.deepEqual([tool, model], ['cl\\u{202E}aude\\u{1B}[31m', undefined]);
});

test('garbage of any length is read within two seconds, up to four million characters', () => {
  const megabytes = Number(process.env['GARBAGE_MB'] ?? '8');
  const garbage = '../\u202Ex\u001B[2J\n'.repeat((megabytes * 1_000_000) / 10);
  const before = performance.now();
  const { files, skipped } = parseGitAiNote(`${garbage}a.ts\n  s_aa::t_1 1\n`);
  assert.ok(performance.now() - before < 2_000);
  assert.deepEqual([files.size, skipped > 100_000], [0, true]);
});

test('no text makes the reader throw', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom('---', 'a.ts', '  s_aa::t_1 1', '{"sessions":{"__proto__":1}}'))),
      (lines) => {
        parseGitAiNote(lines.join('\n'));
      },
    ),
    { verbose: true },
  );
});
