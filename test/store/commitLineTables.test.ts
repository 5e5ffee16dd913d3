import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openStore } from '../../src/store/openStore.ts';
import { systemClock as clock } from '../../src/terms/clock.ts';

for (const where of ['in a file', 'in session memory'])
  test(`${where}, what the editor saw of committed lines is kept by repository, commit and path`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'understand-lines-'));
    const store = openStore({ file: where === 'in a file' ? join(folder, 'learning.db') : undefined, clock });
    try {
      const { commitLines } = store;
      const seen = [{ lines: [3, 5], origin: { kind: 'human', confidence: 0.93, evidence: [] } }] as const;
      commitLines.save('/shop/.git', 'c1', new Map([['src/cart.ts', seen]]));
      commitLines.save('/shop/.git', 'c2', new Map([['src/pay.ts', []]]));
      commitLines.save('/elsewhere/.git', 'c1', new Map([['src/cart.ts', []]]));
      assert.deepEqual(commitLines.find('/shop/.git', ['c1', 'c9']), new Map([['c1', new Map([['src/cart.ts', seen]])]]));
      assert.deepEqual(commitLines.commits('/shop/.git').toSorted(), ['c1', 'c2']);
      commitLines.save('/shop/.git', 'c1', new Map([['src/cart.ts', []]]));
      assert.deepEqual(commitLines.find('/shop/.git', ['c1']), new Map([['c1', new Map([['src/cart.ts', []]])]]));
    } finally {
      store.close();
      rmSync(folder, { recursive: true });
    }
  });
