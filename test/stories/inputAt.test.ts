import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { walkFolder } from '../../src/analysis/walkFolder.ts';
import { openRepository } from '../../src/git/repository.ts';
import { inputAt } from '../../src/stories/inputAt.ts';
import { createGitRepository } from '../builders/gitRepository.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'understand-input-')));
const repository = createGitRepository();
after(() => {
  rmSync(folder, { recursive: true });
  repository.dispose();
});

const parts = { openRepository, walkFolder };

function write(path: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), '');
}

test('in a repository, a file is asked about and the whole repository surrounds it', async () => {
  repository.write('.gitignore', 'dist/\n');
  repository.write('src/cart.ts', '');
  repository.write('src/pay.ts', '');
  repository.write('dist/cart.js', '');
  repository.write('notes.md', '');
  assert.deepEqual(await inputAt(join(repository.root, 'src/cart.ts:12'), parts), {
    ok: true,
    value: { root: repository.root, surroundings: ['src/cart.ts', 'src/pay.ts'], paths: ['src/cart.ts'], line: 12 },
  });
});

test('a folder stands for the supported files below it that git does not ignore', async () => {
  const found = await inputAt(repository.root, parts);
  assert.deepEqual(found.ok && found.value.paths, ['src/cart.ts', 'src/pay.ts']);
});

test('what git ignores can still be named: it is a project of its own', async () => {
  repository.write('node_modules/pad/package.json', '{}');
  repository.write('node_modules/pad/src/pad.ts', '');
  repository.write('.git/info/exclude', 'node_modules/\n');
  const root = join(repository.root, 'node_modules/pad');
  assert.deepEqual(await inputAt(join(root, 'src'), parts), {
    ok: true,
    value: { root, surroundings: ['src/pad.ts'], paths: ['src/pad.ts'], folder: join(root, 'src') },
  });
});

test('without git, the nearest folder that says it is a project is the root', async () => {
  write('shop/package.json');
  write('shop/src/deep/cart.ts');
  write('shop/test/cart.test.ts');
  const found = await inputAt(join(folder, 'shop/src/deep/cart.ts'), parts);
  assert.deepEqual(found.ok && [found.value.root, found.value.surroundings.toSorted()], [
    join(folder, 'shop'),
    ['src/deep/cart.ts', 'test/cart.test.ts'],
  ]);
});

test('a file whose name ends like a line number is that file', async () => {
  write('odd/a.ts:3.ts');
  const found = await inputAt(join(folder, 'odd/a.ts:3.ts'), parts);
  assert.deepEqual(found.ok && [found.value.paths, found.value.line], [['a.ts:3.ts'], undefined]);
});

test('a line of a folder is refused', async () => {
  assert.deepEqual(await inputAt(`${folder}:3`, parts), {
    ok: false,
    kind: 'unreadable',
    reason: `${folder} is a folder, so it has no line 3.`,
  });
});
