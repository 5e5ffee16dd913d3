import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { readCommit } from '../../src/changes/commitChange.ts';
import { readRange, readStaged } from '../../src/changes/rangeChange.ts';
import { openRepository } from '../../src/git/repository.ts';
import type { Repository } from '../../src/git/repository.ts';
import type { Change } from '../../src/terms/change.ts';
import type { Result } from '../../src/terms/result.ts';
import { createGitRepository } from '../builders/gitRepository.ts';
import type { GitRepository } from '../builders/gitRepository.ts';

let fixture: GitRepository;
let repository: Repository;
beforeEach(async () => {
  fixture = createGitRepository();
  const opened = await openRepository(fixture.root);
  assert.ok(opened.ok);
  repository = opened.value;
});
afterEach(() => fixture.dispose());

const claude = 'Co-Authored-By: Claude Opus 4.6 <noreply@anthropic.com>';

function change(result: Result<Change>): Change {
  assert.ok(result.ok);
  return result.value;
}

test('a commit is a Change with both texts of each code file and the origin that its trailer claims', async () => {
  fixture.write('src/cart.ts', 'export const a = 1;\n');
  fixture.commit('first');
  fixture.write('src/cart.ts', 'export const a = 1;\nexport const b = 2;\n');
  fixture.write('package-lock.json', '{}\n');
  fixture.write('README.md', '# x\n');
  const hash = fixture.commit(`Add b\n\n${claude}\n`);
  const read = change(await readCommit(repository, hash));
  assert.deepEqual(read.files, [
    {
      path: 'src/cart.ts',
      lines: [[2, 2]],
      removedAfter: [],
      before: 'export const a = 1;\n',
      after: 'export const a = 1;\nexport const b = 2;\n',
    },
  ]);
  assert.deepEqual([read.kind, read.title, read.commit, read.root], ['commit', 'Add b', hash, fixture.root]);
  assert.deepEqual([read.origin.kind, read.origin.tool, read.origin.model], ['ai', 'Claude', 'Claude Opus 4.6']);
  assert.equal(read.at, Date.UTC(2026, 8, 1));
  assert.equal(change(await readCommit(repository, 'HEAD')).id, read.id, 'the same commit is the same Change');
});

test('a removed guard is seen although no line was added', async () => {
  fixture.write('a.ts', 'function f(user) {\n  if (!user) return;\n  user.save();\n}\n');
  fixture.commit('first');
  fixture.write('a.ts', 'function f(user) {\n  user.save();\n}\n');
  const hash = fixture.commit('Drop guard');
  const [file] = change(await readCommit(repository, hash)).files;
  assert.deepEqual([file?.lines, file?.removedAfter], [[], [1]]);
});

test('a rename keeps both paths and a removed file has no text after', async () => {
  fixture.write('old.ts', 'a();\nb();\nc();\nd();\n');
  fixture.write('gone.ts', 'x();\n');
  fixture.commit('first');
  fixture.git('mv', 'old.ts', 'new.ts');
  fixture.remove('gone.ts');
  const files = change(await readCommit(repository, fixture.commit('second'))).files;
  assert.deepEqual(
    files.map(({ path, beforePath, after }) => [path, beforePath, after]),
    [
      ['gone.ts', undefined, ''],
      ['new.ts', 'old.ts', 'a();\nb();\nc();\nd();\n'],
    ],
  );
});

test('a merge and a version bump carry no lines', async () => {
  fixture.write('package.json', '{"version":"1.0.0"}\n');
  fixture.commit('first');
  fixture.git('checkout', '--quiet', '-b', 'topic');
  fixture.write('a.ts', 'a();\n');
  fixture.commit('topic');
  fixture.git('checkout', '--quiet', 'main');
  fixture.write('package.json', '{"version":"1.0.1"}\n');
  fixture.write('package-lock.json', '{"version":"1.0.1"}\n');
  const bump = fixture.commit(`Bump\n\n${claude}\n`);
  fixture.git('merge', '--quiet', '--no-ff', '-m', `Merge topic\n\n${claude}`, 'topic');
  assert.deepEqual(change(await readCommit(repository, bump)).files, []);
  const merge = change(await readCommit(repository, 'HEAD'));
  assert.deepEqual(merge.files, []);
  assert.equal(merge.origin.kind, 'unknown');
});

test('binary and oversized files are left out', async () => {
  fixture.write('binary.ts', 'a\0b');
  fixture.write('huge.ts', 'x();\n'.repeat(250_000));
  fixture.write('fine.ts', 'x();\n');
  const files = change(await readCommit(repository, fixture.commit('first'))).files;
  assert.deepEqual(
    files.map((file) => file.path),
    ['fine.ts'],
  );
});

test('a title from outside hides nothing', async () => {
  fixture.write('a.ts', 'a();\n');
  const read = change(await readCommit(repository, fixture.commit(`\u001b[31mFix\u202e ${'x'.repeat(400)}`)));
  assert.match(read.title, /^\\u\{1B\}\[31mFix\\u\{202E\} x+…$/u);
  assert.equal(read.title.length, 120);
});

test('a commit that does not exist is a sentence', async () => {
  assert.deepEqual(await readCommit(repository, 'nope'), { ok: false, reason: 'There is no commit "nope" in this repository.' });
  assert.deepEqual(await readRange(repository, 'HEAD', 'nope'), { ok: false, reason: 'There is no commit "HEAD" in this repository.' });
});

test('a range is one Change; AI and other commits in it make it mixed', async () => {
  fixture.write('a.ts', 'a();\n');
  const first = fixture.commit('first');
  fixture.write('a.ts', 'a();\nb();\n');
  const second = fixture.commit(`second\n\n${claude}\n`);
  fixture.write('a.ts', 'a();\nb();\nc();\n');
  fixture.commit('third');
  const both = change(await readRange(repository, first, 'HEAD'));
  assert.deepEqual([both.kind, both.origin.kind, both.files[0]?.lines, both.files[0]?.before], ['range', 'mixed', [[2, 3]], 'a();\n']);
  const ai = change(await readRange(repository, first, second));
  assert.deepEqual([ai.origin.kind, ai.origin.tool], ['ai', 'Claude']);
});

test('what is staged is one Change of unknown origin, with the text from the index and not from disk', async () => {
  fixture.write('a.ts', 'a();\n');
  fixture.commit('first');
  fixture.write('a.ts', 'a();\nstaged();\n');
  fixture.git('add', '--all');
  fixture.write('a.ts', 'a();\nstaged();\nnotStaged();\n');
  const before = fixture.fingerprint();
  const staged = change(await readStaged(repository, 5));
  assert.deepEqual(staged.files, [{ path: 'a.ts', lines: [[2, 2]], removedAfter: [], before: 'a();\n', after: 'a();\nstaged();\n' }]);
  assert.deepEqual([staged.kind, staged.origin.kind, staged.at], ['staged', 'unknown', 5]);
  assert.equal(fixture.fingerprint(), before);
});

test('a note of git-ai decides by the lines the commit added, whatever else the note claims', async () => {
  fixture.write('a.ts', 'one();\ntwo();\nthree();\n');
  fixture.commit('first');
  fixture.write('a.ts', 'one();\ntwo();\nthree();\nfour();\nfive();\n');
  const noted = fixture.commit('second');
  const claim = async (lines: string) => {
    fixture.git(
      'notes',
      '--ref=ai',
      'add',
      '-f',
      '-m',
      `a.ts\n  s_aa::t_1 ${lines}\n---\n{"sessions":{"s_aa":{"agent_id":{"tool":"claude"}}}}`,
      noted,
    );
    return change(await readCommit(repository, noted)).origin;
  };
  const exact = await claim('4-5');
  assert.deepEqual([exact.kind, exact.confidence, exact.tool], ['ai', 0.95, 'claude']);
  assert.equal((await claim('1-5')).confidence, 0.8, 'cumulative');
  assert.equal((await claim('4')).kind, 'mixed');
  assert.equal((await claim('1-3')).kind, 'unknown', 'lines of another commit');
});
