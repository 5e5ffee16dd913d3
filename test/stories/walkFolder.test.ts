import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { walkFolder } from '../../src/stories/walkFolder.ts';

const folder = mkdtempSync(join(tmpdir(), 'understand-walk-'));
after(() => rmSync(folder, { recursive: true }));

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

test('a folder without git is walked as git would list it, and links are not followed', async () => {
  write('.gitignore', 'dist/\n*.gen.ts\n!keep.gen.ts\n');
  write('src/cart.ts');
  write('src/routes.gen.ts');
  write('src/keep.gen.ts');
  write('dist/cart.js');
  write('packages/a/.gitignore', '/local.ts\n');
  write('packages/a/local.ts');
  write('packages/a/src/local.ts');
  write('node_modules/left-pad/index.js');
  write('packages/a/node_modules/left-pad/index.js');
  write('.git/hooks/hook.ts');
  symlinkSync(join(folder, 'src'), join(folder, 'linked'));
  symlinkSync(join(folder, 'src/cart.ts'), join(folder, 'linked.ts'));
  const found = await walkFolder(folder);
  assert.deepEqual(
    found.map((file) => file.slice(folder.length + 1)),
    ['.gitignore', 'packages/a/.gitignore', 'packages/a/src/local.ts', 'src/cart.ts', 'src/keep.gen.ts'],
  );
});

test('a folder that is not there holds no files', async () => {
  assert.deepEqual(await walkFolder(join(folder, 'missing')), []);
});

test('a walk that was called off ends', async () => {
  await assert.rejects(walkFolder(folder, AbortSignal.abort()), { name: 'AbortError' });
});
