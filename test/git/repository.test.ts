import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { openRepository } from '../../src/git/repository.ts';
import type { DiffOptions, Repository } from '../../src/git/repository.ts';
import { createGitRepository } from '../builders/gitRepository.ts';
import type { GitRepository } from '../builders/gitRepository.ts';

let fixture: GitRepository;
beforeEach(() => {
  fixture = createGitRepository();
});
afterEach(() => fixture.dispose());

const everything: DiffOptions = { accept: () => true, maxBytes: 1_000_000, maxFiles: 100 };

async function open(): Promise<Repository> {
  const repository = await openRepository(fixture.root);
  assert.ok(repository.ok);
  return repository.value;
}

test('a folder outside git says so in one sentence', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'understand-plain-'));
  const opened = await openRepository(folder);
  rmSync(folder, { recursive: true });
  assert.deepEqual(opened, { ok: false, reason: 'This folder is not in a git repository.' });
});

test('a folder that does not exist says so', async () => {
  assert.deepEqual(await openRepository(join(fixture.root, 'gone')), { ok: false, reason: 'This folder does not exist.' });
});

test('a sub-folder opens the repository around it', async () => {
  fixture.write('packages/core/a.ts', 'export {};\n');
  const opened = await openRepository(join(fixture.root, 'packages/core'));
  assert.ok(opened.ok);
  assert.equal(opened.value.root, fixture.root);
  assert.equal(opened.value.commonDir, join(fixture.root, '.git'));
});

test('a worktree shares the common folder of its repository', async () => {
  fixture.commit('first');
  fixture.git('worktree', 'add', '--quiet', 'beside');
  const opened = await openRepository(join(fixture.root, 'beside'));
  assert.ok(opened.ok);
  assert.equal(opened.value.root, join(fixture.root, 'beside'));
  assert.equal(opened.value.commonDir, join(fixture.root, '.git'));
});

test('before the first commit there is no head, no commit and nothing changed', async () => {
  const repository = await open();
  assert.equal(await repository.head(), undefined);
  assert.deepEqual(await repository.commitsSince(undefined, 10), []);
  assert.deepEqual(await repository.diffStaged(everything), { ok: true, value: [] });
  assert.deepEqual(await repository.commit('HEAD'), { ok: false, reason: 'There is no commit "HEAD" in this repository.' });
});

test('commits come newest first, only those not seen before', async () => {
  const first = fixture.commit('first');
  const second = fixture.commit('second\n\nwith a body\n\nSigned-off-by: x\n');
  const third = fixture.commit('third');
  const repository = await open();
  const since = await repository.commitsSince(first, 10);
  assert.deepEqual(
    since.map((commit) => commit.hash),
    [third, second],
  );
  assert.equal(since[1]?.subject, 'second');
  assert.equal(since[1]?.message, 'second\n\nwith a body\n\nSigned-off-by: x');
  assert.deepEqual(since[1]?.parents, [first]);
  assert.deepEqual(since[1]?.author, { name: 'Ada Example', email: 'ada@example.org', at: Date.UTC(2026, 8, 1) });
  assert.equal((await repository.commitsSince(undefined, 2)).length, 2);
  assert.equal((await repository.commitsSince('0'.repeat(40), 2)).length, 2, 'a commit that is gone counts as none');
});

test('a changed file has its added lines, its removals and both texts', async () => {
  fixture.write('src/a.ts', 'one\ntwo\nthree\nfour\nfive\n');
  fixture.commit('first');
  fixture.write('src/a.ts', 'one\nTWO\nthree\nfive\nsix\nseven\n');
  const second = fixture.commit('second');
  const repository = await open();
  const commit = await repository.commit(second.slice(0, 8));
  assert.ok(commit.ok);
  const files = await repository.changedFiles(commit.value, everything);
  assert.ok(files.ok);
  const [file] = files.value;
  assert.equal(file?.path, 'src/a.ts');
  assert.equal(file.status, 'modified');
  assert.deepEqual(file.lines, [
    [2, 2],
    [5, 6],
  ]);
  assert.deepEqual(file.removedAfter, [3]);
  const texts = await repository.texts([file.blob ?? '', file.previousBlob ?? '']);
  assert.ok(texts.ok);
  assert.equal(texts.value.get(file.blob ?? ''), 'one\nTWO\nthree\nfive\nsix\nseven\n');
  assert.equal(texts.value.get(file.previousBlob ?? ''), 'one\ntwo\nthree\nfour\nfive\n');
  assert.equal(await repository.textAt(second, 'src/a.ts'), 'one\nTWO\nthree\nfive\nsix\nseven\n');
  assert.equal(await repository.textAt(second, 'src/b.ts'), undefined);
});

test('a rename is one file with both paths; a first commit is all new; a removed file has no lines', async () => {
  fixture.write('old name.ts', 'a\nb\nc\nd\ne\nf\n');
  fixture.write('gone.ts', 'x\n');
  const first = fixture.commit('first');
  fixture.git('mv', 'old name.ts', 'new näme.ts');
  fixture.remove('gone.ts');
  fixture.write('new näme.ts', 'a\nb\nc\nd\ne\nF\n');
  const second = fixture.commit('second');
  const repository = await open();
  const summary = async (hash: string) => {
    const commit = await repository.commit(hash);
    assert.ok(commit.ok);
    const files = await repository.changedFiles(commit.value, everything);
    assert.ok(files.ok);
    return files.value.map(({ path, previousPath, status, lines }) => ({ path, previousPath, status, lines }));
  };
  assert.deepEqual(await summary(first), [
    { path: 'gone.ts', previousPath: undefined, status: 'added', lines: [[1, 1]] },
    { path: 'old name.ts', previousPath: undefined, status: 'added', lines: [[1, 6]] },
  ]);
  assert.deepEqual(await summary(second), [
    { path: 'gone.ts', previousPath: undefined, status: 'removed', lines: [] },
    { path: 'new näme.ts', previousPath: 'old name.ts', status: 'renamed', lines: [[6, 6]] },
  ]);
});

test('only accepted files within the size cap are read, and a symbolic link never is', async () => {
  fixture.write('a.ts', 'a\n');
  fixture.write('big.ts', 'x\n'.repeat(2000));
  fixture.write('notes.md', '# x\n');
  symlinkSync('/etc/hostname', join(fixture.root, 'link.ts'));
  fixture.git('add', '--all');
  const repository = await open();
  const staged = await repository.diffStaged({ accept: (path) => path.endsWith('.ts'), maxBytes: 1000, maxFiles: 10 });
  assert.ok(staged.ok);
  assert.deepEqual(
    staged.value.map((file) => file.path),
    ['a.ts'],
  );
});

test('lines that look like a patch header inside a file do not start another file', async () => {
  fixture.write('a.ts', 'one\n');
  fixture.write('b.ts', 'one\n');
  fixture.commit('first');
  fixture.write('a.ts', 'one\ndiff --git a/x b/x\n@@ -0,0 +1,99 @@\n++ x\n');
  fixture.write('b.ts', 'one\ntwo\n');
  fixture.git('add', '--all');
  const staged = await (await open()).diffStaged(everything);
  assert.ok(staged.ok);
  assert.deepEqual(
    staged.value.map((file) => file.lines),
    [[[2, 4]], [[2, 2]]],
  );
});

test('a range starts where the second side left the first', async () => {
  fixture.write('a.ts', 'one\n');
  const base = fixture.commit('base');
  fixture.git('checkout', '--quiet', '-b', 'topic');
  fixture.write('b.ts', 'topic\n');
  const topic = fixture.commit('topic work');
  fixture.git('checkout', '--quiet', 'main');
  fixture.write('a.ts', 'main moved on\n');
  fixture.commit('main work');
  const range = await (await open()).range('main', 'topic', everything);
  assert.ok(range.ok);
  assert.equal(range.value.from, base);
  assert.equal(range.value.to, topic);
  assert.deepEqual(
    range.value.commits.map((commit) => commit.subject),
    ['topic work'],
  );
  assert.deepEqual(
    range.value.files.map((file) => file.path),
    ['b.ts'],
  );
});

test('blame reaches the original line through later edits and a rename with a tab in its name', async () => {
  fixture.write('ta\tb.ts', 'one\ntwo\nthree\nfour\n');
  const first = fixture.commit('first');
  fixture.git('mv', 'ta\tb.ts', 'plain.ts');
  fixture.write('plain.ts', 'zero\none\ntwo\nthree\nfour\n');
  const second = fixture.commit('second');
  const blame = await (await open()).blame('plain.ts', second);
  assert.ok(blame.ok);
  assert.deepEqual(blame.value.slice(0, 2), [
    { line: 1, commit: second, originalPath: 'plain.ts', originalLine: 1, boundary: false },
    { line: 2, commit: first, originalPath: 'ta\tb.ts', originalLine: 1, boundary: false },
  ]);
  assert.equal(blame.value.length, 5);
});

test('in a shallow clone the first commit that is there is not called the author of every line', async () => {
  fixture.write('a.ts', 'one\n');
  fixture.commit('first');
  fixture.write('a.ts', 'one\ntwo\n');
  fixture.commit('second');
  const clone = mkdtempSync(join(tmpdir(), 'understand-shallow-'));
  fixture.git('clone', '--quiet', '--depth=1', `file://${fixture.root}`, clone);
  const repository = await openRepository(clone);
  assert.ok(repository.ok);
  const commit = await repository.value.commit('HEAD');
  assert.ok(commit.ok);
  const blame = await repository.value.blame('a.ts', commit.value.hash);
  const changed = await repository.value.changedFiles(commit.value, everything);
  rmSync(clone, { recursive: true });
  assert.ok(blame.ok);
  assert.deepEqual(
    blame.value.map((line) => line.boundary),
    [true, true],
  );
  assert.equal(changed.ok, false);
});

test('files to read are the tracked and the new ones, not the ignored', async () => {
  fixture.write('.gitignore', 'dist/\n');
  fixture.write('src/a.ts', 'a\n');
  fixture.commit('first');
  fixture.write('src/new.ts', 'b\n');
  fixture.write('dist/out.ts', 'c\n');
  const files = await (await open()).listFiles();
  assert.deepEqual(files.ok && files.value.toSorted(), ['.gitignore', 'src/a.ts', 'src/new.ts']);
});

test('a text is known when history holds it, not when it was only added to the index', async () => {
  fixture.write('a.ts', 'one\n');
  fixture.commit('first');
  fixture.write('a.ts', 'two\n');
  fixture.commit('second');
  fixture.write('a.ts', 'stashed\n');
  fixture.git('stash', '--quiet');
  fixture.write('a.ts', 'agent\n');
  fixture.git('add', '--all');
  const repository = await open();
  const known = async (text: string) => (await repository.knownTexts([{ path: 'a.ts', text }])).has('a.ts');
  assert.equal(await known('two\n'), true, 'HEAD');
  assert.equal(await known('two\r\n'), true, 'HEAD with other line ends');
  assert.equal(await known('one\n'), true, 'an older commit');
  assert.equal(await known('stashed\n'), true, 'a stash');
  assert.equal(await known('agent\n'), false, 'only in the index');
  assert.equal(await known('never seen\n'), false);
});

test('a cancelled call is an answer, not a throw', async () => {
  fixture.commit('first');
  const repository = await open();
  const answer = await repository.listFiles(AbortSignal.abort());
  assert.deepEqual(answer, { ok: false, reason: 'Reading from git was cancelled.' });
});
