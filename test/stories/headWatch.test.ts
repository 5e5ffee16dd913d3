import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Repository } from '../../src/git/repository.ts';
import { openStore } from '../../src/store/openStore.ts';
import { createHeadWatch } from '../../src/stories/headWatch.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

/** A repository whose HEAD is `two`, and what one window after another has seen of it. */
function twoWindows() {
  const clock = createFakeClock();
  const { leases, close } = openStore({ file: undefined, clock });
  const seenBy: string[] = [];
  let lastHead: string | undefined = 'one';
  const repository = { root: '/shop', head: () => Promise.resolve('two') } as Repository;
  const window = (holder: string) =>
    createHeadWatch({
      leases,
      holder,
      clock,
      lastHead: () => lastHead,
      seen: () => {
        seenBy.push(holder);
        lastHead = 'two';
        return Promise.resolve();
      },
      onSeen: () => undefined,
      notice: (sentence) => assert.fail(sentence),
    });
  return { clock, leases, close, repository, seenBy, window };
}

const turn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

test('a window that was closed without a word takes no commit with it', async () => {
  const { clock, leases, close, repository, seenBy, window } = twoWindows();
  leases.acquire('/shop', 'killed');
  const heads = window('new');
  await heads.moved(repository);
  assert.deepEqual(seenBy, []);
  for (let seconds = 0; seconds < 12; seconds += 3) {
    clock.advance(3_000);
    await turn();
  }
  assert.deepEqual(seenBy, ['new']);
  heads.dispose();
  close();
});

test('where another window leads, it alone looks at the commits', async () => {
  const { clock, close, repository, seenBy, window } = twoWindows();
  const [leading, other] = [window('leading'), window('other')];
  await leading.moved(repository);
  await other.moved(repository);
  for (let seconds = 0; seconds < 30; seconds += 3) {
    clock.advance(3_000);
    await turn();
  }
  assert.deepEqual(seenBy, ['leading']);
  leading.dispose();
  other.dispose();
  close();
});

test('a window that waits and is closed looks no more', async () => {
  const { clock, leases, close, repository, seenBy, window } = twoWindows();
  leases.acquire('/shop', 'killed');
  const heads = window('new');
  await heads.moved(repository);
  heads.dispose();
  clock.advance(20_000);
  await turn();
  assert.deepEqual(seenBy, []);
  close();
});
