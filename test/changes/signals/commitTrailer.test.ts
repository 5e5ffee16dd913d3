import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originOfCommit } from '../../../src/changes/signals/commitTrailer.ts';
import type { CommitInfo } from '../../../src/git/commitInfo.ts';

const ada = { name: 'Ada Example', email: 'ada@example.org', at: Date.UTC(2026, 8, 1) };

function commit(message: string, given: Partial<CommitInfo> = {}): CommitInfo {
  return {
    hash: 'a'.repeat(40),
    parents: ['b'.repeat(40)],
    author: ada,
    committer: ada,
    subject: message.split('\n')[0] ?? '',
    message,
    ...given,
  };
}

test('a Claude trailer makes the lines AI, with the model from the name', () => {
  const origin = originOfCommit(commit('Add retry\n\nCo-Authored-By: Claude Opus 4.6 (1M context) <noreply@anthropic.com>'));
  assert.deepEqual(origin, {
    kind: 'ai',
    confidence: 0.7,
    tool: 'Claude',
    model: 'Claude Opus 4.6',
    evidence: [{ source: 'commit-trailer', strength: 0.7, where: 'commit aaaaaaaaaa', why: 'The commit names Claude as co-author.' }],
  });
});

test('marks of AI tools are recognised by their address or exact form', () => {
  const marks: readonly (readonly [string, string])[] = [
    ['🤖 Generated with [Claude Code](https://claude.com/claude-code)', 'Claude'],
    ['Claude-Session: https://claude.ai/code/session_01DvK4LpZRJmdEuTob7F3ht2', 'Claude'],
    ['Co-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>', 'Copilot'],
    ['Co-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>', 'Copilot'],
    ['Agent-Logs-Url: https://github.com/microsoft/vscode-pull-request-github/sessions/0f354983-7de0-48fd-83e4-7af7fe874a8d', 'Copilot'],
    ['Co-authored-by: Cursor <cursoragent@cursor.com>', 'Cursor'],
    ['Co-authored-by: Devin AI <158243242+devin-ai-integration[bot]@users.noreply.github.com>', 'Devin'],
    ['Co-authored-by: Codex <noreply@openai.com>', 'Codex'],
    ['Co-authored-by: Amp <amp@ampcode.com>', 'Amp'],
    ['Co-authored-by: google-labs-jules[bot] <161369871+google-labs-jules[bot]@users.noreply.github.com>', 'Jules'],
    ['Co-authored-by: aider (gpt-5) <noreply@aider.chat>', 'aider'],
  ];
  for (const [line, tool] of marks) {
    const origin = originOfCommit(commit(`Subject\n\n${line}`));
    assert.deepEqual([origin.kind, origin.tool], ['ai', tool], line);
  }
});

test('a squash that repeats a trailer ten times counts it once', () => {
  const origin = originOfCommit(commit(`Squash\n\n${'Co-authored-by: Claude <noreply@anthropic.com>\n'.repeat(10)}`));
  assert.equal(origin.evidence.length, 1);
});

test('a squash of an AI commit and a person’s leaves the lines open, and one of AI commits alone does not', () => {
  const claude = 'Co-Authored-By: Claude <noreply@anthropic.com>';
  const rule = `---------\n\nCo-authored-by: Ada Example <ada@example.org>\n${claude}`;
  const squash = (...parts: readonly string[]): string =>
    `Add refunds (#12)\n\n${parts.map((part) => `* ${part}`).join('\n\n')}\n\n${rule}\n`;
  const some = originOfCommit(commit(squash('Add the table', `Fill it\n\n${claude}`)));
  assert.equal(some.kind, 'unknown');
  assert.match(some.evidence[0]?.why ?? '', /names Claude as co-author\. It was squashed from several, and some of them do not\./u);
  assert.equal(originOfCommit(commit(squash(`Fill it\n\n${claude}`, 'Correct a word by hand'))).kind, 'unknown');
  assert.equal(originOfCommit(commit(squash(`Fill it\n\n${claude}`, `Test it\n\n${claude}`))).kind, 'ai');
  assert.equal(
    originOfCommit(commit(squash(`Fill it\n\n${claude}`, "Merge branch 'main' into refunds", `Test it\n\n${claude}`))).kind,
    'ai',
  );
  assert.equal(originOfCommit(commit(`Add refunds\n\n* a table\n* a page\n* a test\n\n${claude}`)).kind, 'ai');
});

test('the tool as the author is stronger than a trailer', () => {
  const author = { name: 'copilot-swe-agent[bot]', email: '198982749+Copilot@users.noreply.github.com', at: ada.at };
  const origin = originOfCommit(commit('Fix', { author }));
  assert.deepEqual([origin.kind, origin.confidence, origin.tool], ['ai', 0.9, 'Copilot']);
});

test('a weak mark is shown as evidence while the lines stay unknown', () => {
  for (const line of [
    'Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>',
    'Co-authored-by: Copilot <copilot@github.com>',
    'Co-authored-by: Copilot Autofix powered by AI <62310815+github-advanced-security[bot]@users.noreply.github.com>',
    'Assisted-by: Claude:claude-opus-4-8',
  ]) {
    const origin = originOfCommit(commit(`Subject\n\n${line}`));
    assert.deepEqual([origin.kind, origin.confidence, origin.tool], ['unknown', 0, undefined], line);
    assert.equal(origin.evidence[0]?.strength, 0.3, line);
  }
});

test('in the weeks when an editor credited Copilot falsely its mark says next to nothing', () => {
  const message = 'Subject\n\nCo-authored-by: Copilot <copilot@github.com>';
  const strengthAt = (at: number) => originOfCommit(commit(message, { author: { ...ada, at } })).evidence[0]?.strength;
  assert.equal(strengthAt(Date.UTC(2026, 3, 14, 23)), 0.3);
  assert.equal(strengthAt(Date.UTC(2026, 3, 22)), 0.1);
  assert.equal(strengthAt(Date.UTC(2026, 4, 10, 23)), 0.1);
  assert.equal(strengthAt(Date.UTC(2026, 4, 11)), 0.3);
});

test('people called Claude, Devin or Jules, ordinary bots and prose are no evidence', () => {
  const messages = [
    'Subject\n\nCo-authored-by: Claude Monet <claude@example.org>',
    'Subject\n\nCo-authored-by: Devin Nunes <devin@example.org>',
    'Subject\n\nCo-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>',
    'Subject\n\nWritten by Copilot, says the description. (Commit message generated by Copilot)',
    'Docs: say that "Co-authored-by: Claude <noreply@anthropic.com>" is a trailer',
    'Subject\n\n> Co-authored-by: Claude <noreply@anthropic.com>',
    'Subject\n\nCo-authored-by: x <noreply@anthropic.com.evil.example>',
  ];
  for (const message of messages)
    assert.deepEqual(originOfCommit(commit(message)), { kind: 'unknown', confidence: 0, evidence: [] }, message);
  for (const email of ['49699333+dependabot[bot]@users.noreply.github.com', '41898282+github-actions[bot]@users.noreply.github.com']) {
    const author = { name: 'Claude', email, at: ada.at };
    assert.equal(originOfCommit(commit('Bump', { author })).kind, 'unknown', email);
  }
});

test('a merge says nothing about lines, whatever its message repeats', () => {
  const origin = originOfCommit(
    commit('Merge\n\nCo-authored-by: Claude <noreply@anthropic.com>', { parents: ['b'.repeat(40), 'c'.repeat(40)] }),
  );
  assert.deepEqual(origin.evidence, []);
});

test('no commit is ever called human', () => {
  assert.equal(originOfCommit(commit('Hand-written, honestly')).kind, 'unknown');
});

test('a message made to keep the search busy does not', () => {
  const started = performance.now();
  originOfCommit(commit(`${'Co-authored-by: '.repeat(60_000)}\n${`Co-authored-by:${' '.repeat(190)}\n`.repeat(3000)}`));
  assert.ok(performance.now() - started < 200);
});
