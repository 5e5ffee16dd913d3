import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openRepository } from '../../src/git/repository.ts';
import { notesFetched } from '../../src/stories/notesFetched.ts';
import { createGitRepository } from '../builders/gitRepository.ts';

test('notes are fetched in a trusted window only, and then lines are looked up again', async () => {
  const [theirs, ours] = [createGitRepository(), createGitRepository()];
  try {
    theirs.write('a.ts', 'one();\n');
    theirs.git('notes', '--ref=ai', 'add', '-m', 'a.ts\n  s_aa::t_1 1\n---\n{}', theirs.commit('first'));
    ours.git('remote', 'add', 'origin', theirs.root);
    const before = ours.fingerprint();
    const lookedUp: string[] = [];
    const repository = async () => {
      const opened = await openRepository(ours.root);
      return opened.ok ? opened.value : undefined;
    };
    const parts = { projects: { repository }, committed: (root: string) => void lookedUp.push(root) };
    const refused = await notesFetched(ours.root, 'origin', { ...parts, trusted: false });
    assert.deepEqual(refused, { ok: false, reason: 'Notes are fetched only once this workspace is trusted.' });
    assert.equal(ours.fingerprint(), before);
    assert.deepEqual(lookedUp, []);
    assert.deepEqual(await notesFetched(ours.root, 'origin', { ...parts, trusted: true }), {
      ok: true,
      value: ['refs/notes/understand-this/origin/ai'],
    });
    assert.deepEqual(lookedUp, [ours.root]);
  } finally {
    theirs.dispose();
    ours.dispose();
  }
});
