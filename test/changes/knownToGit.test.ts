import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKnownToGit } from '../../src/changes/knownToGit.ts';
import { openRepository } from '../../src/git/repository.ts';
import { createGitRepository } from '../builders/gitRepository.ts';

test('a text that git has for a file is known, any other is not, and outside a repository nothing is', async () => {
  const fixture = createGitRepository();
  fixture.write('src/a.ts', 'one();\n');
  fixture.commit('first');
  fixture.write('src/a.ts', 'two();\n');
  fixture.commit('second');
  const known = createKnownToGit(async (root) => {
    const opened = await openRepository(root);
    return opened.ok ? opened.value : undefined;
  });
  const path = `${fixture.root}/src/a.ts`;
  assert.equal(await known(path, 'one();\n', fixture.root), true);
  assert.equal(await known(path, 'two();\n', undefined), true);
  assert.equal(await known(path, 'three();\n', fixture.root), false);
  assert.equal(await known('/elsewhere/a.ts', 'one();\n', fixture.root), false);
  assert.equal(await known('/gone/src/a.ts', 'one();\n', undefined), false);
  fixture.dispose();
});
