import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyItIsThere } from '../../src/explain/whyItIsThere.ts';
import type { UnitCommit } from '../../src/explain/whyItIsThere.ts';

function commit(message: string, count: number, day: string): UnitCommit {
  const who = { name: 'Ada', email: 'ada@shop.test', at: Date.parse(`${day}T12:00:00Z`) };
  const info = {
    hash: '4f2a91c0'.padEnd(40, '0'),
    parents: [],
    author: who,
    committer: who,
    subject: message.split('\n')[0] ?? '',
    message,
  };
  return { info, lines: [[4, 8]], count };
}

const texts = (commits: readonly UnitCommit[], total: number): readonly string[] =>
  whyItIsThere({ commits, total }).map(({ text }) => text);

test('the commit of most lines is named with its pull request, its issues and the reason it gives, then the last change', () => {
  const first = commit(
    'Retry uploads that fail (#123)\n\nThe store drops one upload in fifty on Mondays, see SHOP-4.\nFixes #99\n\nSigned-off-by: Ada',
    5,
    '2024-03-01',
  );
  assert.deepEqual(texts([commit('Lint', 1, '2025-01-02'), first], 6), [
    '5 of its 6 lines came with “Retry uploads that fail” on 2024-03-01, 4f2a91c (pull request #123, issue #99, issue SHOP-4).',
    'That commit says: “The store drops one upload in fifty on Mondays, see SHOP-4. Fixes #99”',
    'Last changed by “Lint” on 2025-01-02, 4f2a91c (one line).',
  ]);
});

test('trailers, lists and bare subjects give no reason, and names of standards are no issues', () => {
  assert.deepEqual(texts([commit('Read UTF-8 and RFC-822\n\n- one\n- two\n\nCo-authored-by: A <a@b.c>', 3, '2024-03-01')], 3), [
    'All of it came with “Read UTF-8 and RFC-822” on 2024-03-01, 4f2a91c.',
  ]);
});

test('a commit message is quoted text: it hides nothing and opens no code', () => {
  const [text = ''] = texts([commit('Fix `a`\u202E \u001B[31m “x”', 1, '2024-03-01')], 1);
  assert.equal(text, 'All of it came with “Fix \'a\'\\u{202E} \\u{1B}[31m "x"” on 2024-03-01, 4f2a91c.');
});
