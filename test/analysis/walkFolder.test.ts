import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { walkFolder } from '../../src/analysis/walkFolder.ts';

async function walked(files: Readonly<Record<string, string>>, prepare?: (root: string) => void): Promise<readonly string[]> {
  const root = mkdtempSync(join(tmpdir(), 'walk-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    prepare?.(root);
    return [...(await walkFolder(root))].sort();
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('a folder without git leaves out what its .gitignore names, nested ones included', async () => {
  const files = {
    '.gitignore': 'dist/\n*.log\n',
    'a.ts': '',
    'b.log': '',
    'dist/a.js': '',
    'src/c.ts': '',
    'src/.gitignore': '/made\n',
    'src/made/d.ts': '',
    'made/e.ts': '',
  };
  assert.deepEqual(await walked(files), ['.gitignore', 'a.ts', 'made/e.ts', 'src/.gitignore', 'src/c.ts']);
});

test('packages and links are not entered', async () => {
  const seen = await walked({ 'a.ts': '', 'node_modules/p/index.ts': '' }, (root) => symlinkSync(root, join(root, 'loop')));
  assert.deepEqual(seen, ['a.ts']);
});

test('a folder that is not there holds nothing', async () => {
  assert.deepEqual(await walkFolder(join(tmpdir(), 'walk-no-such-folder')), []);
});
