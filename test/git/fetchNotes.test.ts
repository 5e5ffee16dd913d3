import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { attributeLines } from '../../src/changes/lineHistory.ts';
import { fetchNotes } from '../../src/git/fetchNotes.ts';
import { openRepository } from '../../src/git/repository.ts';
import { createGitRepository } from '../builders/gitRepository.ts';
import type { GitRepository } from '../builders/gitRepository.ts';

const text = 'export const one = 1;\nexport const two = 2;\n';
const note = `cart.ts\n  s_aa::t_1 1-2\n---\n${JSON.stringify({ sessions: { s_aa: { agent_id: { tool: 'claude', id: 's', model: 'opus' } } } })}`;

let theirs: GitRepository;
let ours: GitRepository;
let commit: string;
beforeEach(() => {
  theirs = createGitRepository();
  ours = createGitRepository();
  theirs.write('cart.ts', text);
  commit = theirs.commit('Cart');
  ours.git('remote', 'add', 'origin', theirs.root);
  ours.git('fetch', '--quiet', 'origin');
  ours.git('reset', '--quiet', '--hard', 'origin/main');
});
afterEach(() => {
  theirs.dispose();
  ours.dispose();
});

/** Everything under `.git` but objects and our own refs, by path. */
function others({ root }: GitRepository): Record<string, string> {
  const folder = join(root, '.git');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const entries = files.map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [path.slice(folder.length + 1), readFileSync(path, 'latin1')] as const;
  });
  return Object.fromEntries(entries.filter(([path]) => !/^(?:objects|(?:logs\/)?refs\/notes\/understand-this)\//u.test(path)));
}

async function kinds(): Promise<readonly string[]> {
  const opened = await openRepository(ours.root);
  assert.ok(opened.ok);
  const parts = { repository: opened.value, commit, readText: async () => await Promise.resolve(undefined) };
  const [file] = await attributeLines([{ path: 'cart.ts', text }], parts);
  return (file?.lines ?? []).map(({ origin }) => origin.kind);
}

test('the notes of a remote are fetched into refs of our own, are read from there, and nothing else changes', async () => {
  theirs.git('notes', '--ref=ai', 'add', '-m', note, commit);
  ours.git('notes', '--ref=ai', 'add', '-m', 'not pushed yet', ours.git('commit-tree', '-m', 'other', 'HEAD^{tree}'));
  const marker = join(ours.root, '../', `marker-${commit}`);
  for (const hook of ['reference-transaction', 'post-merge', 'pre-auto-gc'])
    writeFileSync(join(ours.root, '.git/hooks', hook), `#!/bin/sh\necho ${hook} >> ${marker}\n`, { mode: 0o755 });
  ours.git('config', 'remote.origin.prune', 'true');
  ours.git('config', 'core.fsmonitor', `touch ${marker}`);
  const before = others(ours);
  assert.deepEqual(await kinds(), ['unknown', 'unknown']);
  const fetched = await fetchNotes(ours.root, 'origin');
  assert.deepEqual(fetched, { ok: true, value: ['refs/notes/understand-this/origin/ai'] });
  assert.deepEqual(others(ours), before);
  assert.equal(existsSync(marker), false);
  assert.deepEqual(await kinds(), ['ai', 'ai']);
});

test('a later fetch takes what the remote has now, also where its notes were written anew', async () => {
  theirs.git('notes', '--ref=ai', 'add', '-m', note, commit);
  await fetchNotes(ours.root, 'origin');
  theirs.git('update-ref', '-d', 'refs/notes/ai');
  theirs.git('notes', '--ref=ai', 'add', '-m', note.replace('1-2', '2'), commit);
  await fetchNotes(ours.root, 'origin');
  assert.deepEqual(await kinds(), ['unknown', 'ai']);
});

test('a remote without notes leaves nothing behind', async () => {
  const before = ours.fingerprint();
  assert.deepEqual(await fetchNotes(ours.root, 'origin'), { ok: true, value: [] });
  assert.equal(ours.fingerprint(), before);
});

test('what is no name of a remote is refused, and a remote that cannot be reached is a sentence', async () => {
  const before = ours.fingerprint();
  for (const name of ['--upload-pack=touch /tmp/x', 'ext::sh -c true', 'https://example.org/x.git', '', '../other', '-c'])
    assert.deepEqual(await fetchNotes(ours.root, name), { ok: false, reason: 'This is not the name of a remote.' }, name);
  const answer = await fetchNotes(ours.root, 'nowhere');
  assert.ok(!answer.ok && /^git could not fetch notes: .*nowhere/u.test(answer.reason), JSON.stringify(answer));
  assert.equal(ours.fingerprint(), before);
});
