import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { openRepository } from '../../src/git/repository.ts';
import type { Repository } from '../../src/git/repository.ts';
import { createGitRepository } from '../builders/gitRepository.ts';
import type { GitRepository } from '../builders/gitRepository.ts';

let fixture: GitRepository;
let outside: string;
beforeEach(() => {
  fixture = createGitRepository();
  outside = mkdtempSync(join(tmpdir(), 'understand-outside-'));
});
afterEach(() => {
  fixture.dispose();
  rmSync(outside, { recursive: true });
});

const options = { accept: () => true, maxBytes: 1_000_000, maxFiles: 100 };

async function everyCall(repository: Repository, name: string): Promise<void> {
  const head = (await repository.head()) ?? '';
  const commit = await repository.commit(name);
  await repository.commitsSince(name, 5);
  await repository.range(name, 'HEAD', options);
  await repository.range('HEAD', name, options);
  await repository.blame(name, head);
  await repository.textAt(head, name);
  await repository.textAt(name, name);
  await repository.texts([name]);
  await repository.knownTexts([{ path: name, text: name }]);
  await repository.diffStaged(options);
  await repository.listFiles();
  if (commit.ok) await repository.changedFiles(commit.value, options);
}

test('a repository that names programs in its configuration gets none of them started, and nothing in it changes', async () => {
  fixture.write('a.ts', 'one\n');
  fixture.write('.gitattributes', '*.ts diff=evil filter=evil\n');
  fixture.commit('first');
  fixture.write('a.ts', 'two\n');
  fixture.commit('second');
  fixture.write('a.ts', 'three\n');
  const marker = join(outside, 'marker');
  const program = join(outside, 'program.sh');
  writeFileSync(program, `#!/bin/sh\necho started >> ${marker}\ncat "$@"\n`);
  chmodSync(program, 0o755);
  for (const key of ['core.fsmonitor', 'core.pager', 'core.sshCommand', 'diff.external', 'diff.evil.command', 'diff.evil.textconv']) {
    fixture.git('config', key, program);
  }
  for (const key of ['filter.evil.clean', 'filter.evil.smudge', 'gpg.program', 'core.alternateRefsCommand']) {
    fixture.git('config', key, program);
  }
  fixture.git('config', 'log.showSignature', 'true');
  for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout']) {
    writeFileSync(join(fixture.root, '.git/hooks', hook), `#!/bin/sh\necho hook >> ${marker}\n`, { mode: 0o755 });
  }
  const before = fixture.fingerprint();
  const opened = await openRepository(fixture.root);
  assert.ok(opened.ok);
  await everyCall(opened.value, 'HEAD~1');
  await everyCall(opened.value, 'a.ts');
  const blame = await opened.value.blame('a.ts', (await opened.value.head()) ?? '');
  assert.ok(blame.ok);
  assert.equal(existsSync(marker), false);
  assert.equal(fixture.fingerprint(), before);
});

test('a bare repository hidden in a folder is not opened', async () => {
  fixture.write('inner/readme.md', 'x\n');
  fixture.commit('first');
  fixture.git('init', '--quiet', '--bare', 'inner/hidden');
  const marker = join(outside, 'marker');
  fixture.git('--git-dir', 'inner/hidden', 'config', 'core.fsmonitor', `echo started > ${marker}`);
  const opened = await openRepository(join(fixture.root, 'inner/hidden'));
  assert.equal(opened.ok, false);
  assert.equal(existsSync(marker), false);
});

test('names that begin with a dash, leave the folder or hold control characters are only ever names', async () => {
  fixture.write('a.ts', 'one\n');
  fixture.commit('first');
  const opened = await openRepository(fixture.root);
  assert.ok(opened.ok);
  const before = fixture.fingerprint();
  const target = join(outside, 'written');
  for (const name of [
    `--output=${target}`,
    `-O${target}`,
    '--ext-diff',
    '--upload-pack=touch',
    '-c',
    '--',
    '--end-of-options',
    '../../etc/passwd',
    '/etc/passwd',
    'C:\\x',
    'HEAD\0x',
    'HEAD\n--all',
    ':/first',
    '',
    '$(touch x)',
  ]) {
    await everyCall(opened.value, name);
  }
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 30 }), async (text) => {
      const [commit, blame] = [await opened.value.commit(`-${text}`), await opened.value.blame(`-${text}`, '--help')];
      assert.equal(commit.ok || blame.ok, false);
    }),
    { numRuns: 10 },
  );
  assert.deepEqual(readdirSync(outside), []);
  assert.deepEqual(readdirSync(fixture.root).toSorted(), ['.git', 'a.ts']);
  assert.equal(fixture.fingerprint(), before);
});

test('a file whose name begins with a dash is read like any other', async () => {
  fixture.write('--output=x.ts', 'one\n');
  const hash = fixture.commit('first');
  const opened = await openRepository(fixture.root);
  assert.ok(opened.ok);
  const commit = await opened.value.commit('HEAD');
  assert.ok(commit.ok);
  const files = await opened.value.changedFiles(commit.value, options);
  assert.deepEqual(files.ok && files.value.map((file) => file.path), ['--output=x.ts']);
  assert.equal(await opened.value.textAt(hash, '--output=x.ts'), 'one\n');
  const blame = await opened.value.blame('--output=x.ts', hash);
  assert.equal(blame.ok && blame.value.length, 1);
});
