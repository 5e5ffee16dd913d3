import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openStore } from '../../src/store/openStore.ts';
import { contentId, type ChangeId } from '../../src/terms/ids.ts';
import { unknownOrigin } from '../../src/terms/origin.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

const id = contentId<ChangeId>('timing');
const news = { name: 'timing', kind: 'added', path: 'package.json', line: 3, text: 'Adds `timing`.', notes: [] } as const;
const told = {
  id,
  root: '/shop',
  kind: 'commit',
  title: 'Timing',
  originText: 'origin unknown',
  state: 'unchecked',
  at: 10,
  units: [],
} as const;
const change = { id, kind: 'commit', root: '/shop', title: 'Timing', origin: unknownOrigin, files: [], at: 10, packages: [news] } as const;

test('what a change means for packages is found with it, in the list too, on disk and in memory', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'understand-packages-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of [join(folder, 'store.db'), undefined]) {
    const store = openStore({ file, clock: createFakeClock(0) });
    store.changes.save(change, { ...told, packages: [news] });
    assert.deepEqual(store.changes.recent('/shop', 9), [{ ...told, packages: [news] }]);
    assert.deepEqual(store.changes.find(id), { change, summary: { ...told, packages: [news] } });
    store.close();
  }
});
