import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { walkFolder } from '../../src/analysis/walkFolder.ts';
import { openRepository } from '../../src/git/repository.ts';
import { readSource } from '../../src/safety/readSource.ts';
import { createSessionMemory } from '../../src/store/sessionMemory.ts';
import { blame } from '../../src/stories/blamed.ts';
import { commitSeen } from '../../src/stories/commitSeen.ts';
import { recallLines } from '../../src/stories/recallLines.ts';
import { systemClock } from '../../src/terms/clock.ts';
import { base, claude, createNotedRepository, minute, start } from '../builders/notedRepository.ts';
import type { NotedRepository } from '../builders/notedRepository.ts';

let fixture: NotedRepository;
beforeEach(() => {
  fixture = createNotedRepository();
});
afterEach(() => fixture.dispose());

/** Everything that asks git who wrote a file; the kinds that `blame` gives its lines. */
async function askAll(folder: string, path: string): Promise<readonly string[]> {
  const store = createSessionMemory(systemClock);
  const file = `${folder}/${path}`;
  const blamed = await blame(file, { openRepository, walkFolder, readText: readSource, commitLines: store.commitLines });
  const opened = await openRepository(folder);
  const repository = opened.ok ? opened.value : undefined;
  const transcripts = { allowed: () => true, edits: () => Promise.resolve([]) };
  const parts = { repositoryOf: () => Promise.resolve(repository), readText: readSource, commitLines: store.commitLines, transcripts };
  await recallLines({ file, text: (await readSource(file)) ?? '', root: folder }, parts);
  const parties = { store: store.changes, lines: store.commitLines, own: () => [], keep: () => undefined, read: new Set<string>() };
  const seen = { ...parties, clock: systemClock, onChange: () => undefined };
  if (repository !== undefined) await commitSeen(repository, seen);
  if (!blamed.ok) return [blamed.reason];
  return blamed.value.files.flatMap(({ lines }) => lines.map(({ origin }) => origin.kind));
}

async function unchanged(path: string, folder = fixture.root): Promise<readonly string[]> {
  const before = fixture.fingerprint();
  const kinds = await askAll(folder, path);
  assert.equal(fixture.fingerprint(), before, 'configuration, hooks, index, refs and objects are as they were');
  return kinds;
}

test('before the first commit, on a branch without one, and with a detached HEAD nothing fails and nothing is written', async () => {
  fixture.write('a.ts', 'one();\n');
  assert.deepEqual(await unchanged('a.ts'), ['unknown']);
  fixture.commit(`first\n\n${claude}\n`, { at: start });
  fixture.git('checkout', '--quiet', '--detach');
  assert.deepEqual(await unchanged('a.ts'), ['ai']);
  fixture.git('checkout', '--quiet', '--orphan', 'empty');
  assert.deepEqual(await unchanged('a.ts'), ['unknown']);
});

test('in the middle of a merge with conflicts, of a cherry-pick and of a bisect, what is committed is known and the rest is unknown', async () => {
  fixture.write('a.ts', 'one();\n');
  fixture.commit(`first\n\n${claude}\n`, { at: start });
  fixture.git('checkout', '--quiet', '-b', 'topic');
  fixture.write('a.ts', 'one();\ntopic();\n');
  fixture.commit('topic', { at: start + minute });
  fixture.git('checkout', '--quiet', 'main');
  fixture.write('a.ts', 'one();\nmain();\n');
  fixture.commit('main', { at: start + minute });
  for (const command of [
    ['merge', '--quiet', 'topic'],
    ['cherry-pick', 'topic'],
  ]) {
    assert.throws(() => fixture.git(...command));
    const kinds = await unchanged('a.ts');
    assert.equal(kinds[0], 'ai');
    assert.ok(kinds.slice(1).every((kind) => kind === 'unknown'));
    fixture.git('reset', '--quiet', '--hard');
  }
  fixture.git('bisect', 'start', 'HEAD', 'HEAD~1');
  assert.deepEqual(await unchanged('a.ts'), ['ai', 'unknown']);
});

test('in the middle of a rebase, in another worktree and with line ends of Windows what is committed is known, and nothing is written', async () => {
  fixture.git('config', 'core.autocrlf', 'true');
  fixture.write('a.ts', 'one();\r\n');
  fixture.commit(`first\n\n${claude}\n`, { at: start });
  assert.deepEqual(await unchanged('a.ts'), ['ai']);
  fixture.git('checkout', '--quiet', '-b', 'topic');
  fixture.write('a.ts', 'one();\r\ntopic();\r\n');
  fixture.commit('topic', { at: start + minute });
  fixture.git('worktree', 'add', '--quiet', '../tree-of-test', 'main');
  const tree = join(fixture.root, '../tree-of-test');
  try {
    assert.deepEqual(await unchanged('a.ts', realpathSync(tree)), ['ai']);
  } finally {
    rmSync(tree, { recursive: true });
  }
  fixture.git('worktree', 'prune');
  fixture.git('checkout', '--quiet', 'main');
  fixture.write('a.ts', 'one();\r\nmain();\r\n');
  fixture.commit('main', { at: start + minute });
  fixture.git('checkout', '--quiet', 'topic');
  assert.throws(() => fixture.git('rebase', '--quiet', 'main'));
  const kinds = await unchanged('a.ts');
  assert.equal(kinds[0], 'ai');
  assert.ok(kinds.length > 3 && kinds.slice(1).every((kind) => kind === 'unknown'));
});

test('where a shallow clone was cut off nothing is claimed and nothing is written', async () => {
  fixture.write('a.ts', 'one();\n');
  fixture.commit(`first\n\n${claude}\n`, { at: start });
  fixture.write('a.ts', 'one();\ntwo();\n');
  fixture.commit(`second\n\n${claude}\n`, { at: start + minute });
  const clone = createNotedRepository();
  try {
    clone.git('fetch', '--quiet', '--depth=1', `file://${fixture.root}`, 'main');
    clone.git('checkout', '--quiet', '-B', 'main', 'FETCH_HEAD');
    const before = clone.fingerprint();
    assert.deepEqual(await askAll(clone.root, 'a.ts'), ['unknown', 'unknown']);
    assert.equal(clone.fingerprint(), before);
  } finally {
    clone.dispose();
  }
});

test('in a submodule its own repository answers, not the one around it', async () => {
  const inner = createNotedRepository();
  try {
    inner.write('lib.ts', 'inside();\n');
    inner.commit(`inner\n\n${claude}\n`, { at: start });
    fixture.write('a.ts', base);
    fixture.commit('outer', { at: start });
    fixture.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'vendor');
    fixture.commit('Add the library', { at: start + minute });
    assert.deepEqual(await unchanged('lib.ts', `${fixture.root}/vendor`), ['ai']);
    assert.deepEqual(new Set(await unchanged('a.ts')), new Set(['unknown']));
  } finally {
    inner.dispose();
  }
});

test('without git, and beside a bare repository, every line is unknown', async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'understand-plain-')));
  try {
    writeFileSync(join(folder, 'a.ts'), 'one();\n');
    assert.deepEqual(await askAll(folder, 'a.ts'), ['unknown']);
    execFileSync('git', ['init', '--quiet', '--bare', folder]);
    assert.deepEqual(await askAll(folder, 'a.ts'), ['unknown']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
