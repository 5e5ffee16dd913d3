import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWrittenFiles, type WrittenFiles } from '../../src/editor/writtenFiles.ts';
import { createFakeClock, type FakeClock } from '../fakes/fakeClock.ts';

function watched(): { readonly files: WrittenFiles; readonly delivered: string[]; readonly clock: FakeClock } {
  const clock = createFakeClock();
  const delivered: string[] = [];
  const files = createWrittenFiles({
    clock,
    rootOf: (file) => (file.startsWith('/shop/') ? '/shop' : undefined),
    deliver: (root, written) => void delivered.push(`${root}: ${written.join(' ')}`),
  });
  return { files, delivered, clock };
}

test('files an agent writes together arrive together, each once', () => {
  const { files, delivered, clock } = watched();
  files.written('/shop/a.ts');
  clock.advance(100);
  files.written('/shop/b.ts');
  files.written('/shop/a.ts');
  clock.advance(150);
  assert.deepEqual(delivered, ['/shop: /shop/a.ts /shop/b.ts']);
});

test('our own save is not a write by someone else, whichever event comes first', () => {
  const { files, delivered, clock } = watched();
  files.saved('/shop/a.ts');
  files.written('/shop/a.ts');
  files.written('/shop/b.ts');
  files.saved('/shop/b.ts');
  clock.advance(250);
  assert.deepEqual(delivered, []);
});

test('a write two seconds after our save is news again', () => {
  const { files, delivered, clock } = watched();
  files.saved('/shop/a.ts');
  clock.advance(2_001);
  files.written('/shop/a.ts');
  clock.advance(250);
  assert.deepEqual(delivered, ['/shop: /shop/a.ts']);
});

test('installed packages, git itself and files outside the folders are not reported', () => {
  const { files, delivered, clock } = watched();
  files.written('/shop/node_modules/x/a.ts');
  files.written('/shop/.git/a.ts');
  files.written('/tmp/a.ts');
  clock.advance(250);
  assert.deepEqual(delivered, []);
});
