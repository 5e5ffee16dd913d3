import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openStore } from '../../src/store/openStore.ts';
import { unknownOrigin } from '../../src/terms/origin.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

for (const mode of ['in a file', 'in session memory']) {
  test(`${mode}, what is kept of a file moves with the file, and with the folder it lies in`, (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'understand-store-'));
    const store = openStore({ file: mode === 'in a file' ? join(folder, 'learning.db') : undefined, clock: createFakeClock() });
    context.after(() => {
      store.close();
      rmSync(folder, { recursive: true });
    });
    const { segments } = store;
    const kept = { sequence: 7, text: 'ab', segments: [{ start: 0, end: 2, origin: unknownOrigin }] };
    for (const name of ['cart.ts', 'a/one.ts', 'a/b/two.ts', 'ab.ts']) segments.save({ uri: `file:///shop/${name}`, ...kept });
    segments.move('file:///shop/cart.ts', 'file:///shop/basket.ts');
    segments.move('file:///shop/a', 'file:///shop/c%20d');
    const where = ['cart.ts', 'basket.ts', 'a/one.ts', 'c%20d/one.ts', 'c%20d/b/two.ts', 'ab.ts'];
    assert.deepEqual(
      where.map((name) => segments.load(`file:///shop/${name}`)?.sequence),
      [undefined, 0, undefined, 0, 0, 7],
    );
  });
}
