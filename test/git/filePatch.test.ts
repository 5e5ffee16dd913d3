import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePatches } from '../../src/git/filePatch.ts';

const commit = 'a'.repeat(40);
const other = 'b'.repeat(40);

test('each commit has the lines it added to each file and the texts it took out', () => {
  const { added, removed } = parsePatches(
    [
      commit,
      'diff --git a/a.ts b/a.ts',
      '--- a/a.ts',
      '+++ b/a.ts',
      '@@ -3 +3,2 @@ heading',
      '-  old( 1 )',
      '+new(1)',
      '+new(2)',
      '@@ -9,2 +9,0 @@',
      '-gone',
      '-gone too',
      'diff --git "a/\\303\\251.ts" "b/\\303\\251.ts"',
      '--- /dev/null',
      '+++ "b/\\303\\251.ts"',
      '@@ -0,0 +1 @@',
      '+x',
      '\\ No newline at end of file',
      other,
      'diff --git a/two words.ts b/two words.ts',
      '--- a/two words.ts\t',
      '+++ b/two words.ts\t',
      '@@ -1,0 +2 @@',
      '+y',
    ].join('\n'),
  );
  assert.deepEqual(
    [...added],
    [
      [`${commit}:a.ts`, [[3, 4]]],
      [`${commit}:é.ts`, [[1, 1]]],
      [`${other}:two words.ts`, [[2, 2]]],
    ],
  );
  assert.deepEqual([...(removed.get(commit) ?? [])], ['old( 1 )', 'gone', 'gone too']);
});

test('lines of a file that look like headings are lines of the file', () => {
  const lines = ['@@ -0,0 +1,3 @@', '+++ b/evil.ts', '+@@ -1 +1,99 @@', `+${other}`];
  const { added } = parsePatches([commit, 'diff --git a/a.ts b/a.ts', '--- /dev/null', '+++ b/a.ts', ...lines].join('\n'));
  assert.deepEqual([...added], [[`${commit}:a.ts`, [[1, 3]]]]);
});
