import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { uniform } from '../../src/changes/segments.ts';
import { typedOrigin } from '../../src/changes/signals/keyboardReceipt.ts';
import { openRepository } from '../../src/git/repository.ts';
import { readSource } from '../../src/safety/readSource.ts';
import { createSessionMemory } from '../../src/store/sessionMemory.ts';
import { commitSeen } from '../../src/stories/commitSeen.ts';
import { recallLines } from '../../src/stories/recallLines.ts';
import { createGitRepository } from '../builders/gitRepository.ts';
import type { GitRepository } from '../builders/gitRepository.ts';
import { createFakeClock } from '../fakes/fakeClock.ts';

const start = Date.UTC(2026, 8, 1);
const typed = 'export const total = sum(prices);\n';

let fixture: GitRepository;
beforeEach(() => {
  fixture = createGitRepository();
});
afterEach(() => fixture.dispose());

/** Commits what the editor saw being typed into `cart.ts`, and forgets the document. */
async function commitTyped(store: ReturnType<typeof createSessionMemory>): Promise<void> {
  const opened = await openRepository(fixture.root);
  assert.ok(opened.ok);
  fixture.write('README.md', 'Shop\n');
  fixture.commit('first', { at: start });
  const own = new Map([['cart.ts', { text: typed, segments: uniform(typed.length, typedOrigin, start) }]]);
  const look = async (path: string): Promise<void> =>
    await commitSeen(opened.value, {
      store: store.changes,
      lines: store.commitLines,
      own: (asked) => (asked === path ? [own.get(path)].filter((each) => each !== undefined) : []),
      keep: () => undefined,
      read: new Set(),
      clock: createFakeClock(start),
      onChange: () => undefined,
    });
  await look('');
  fixture.write('cart.ts', typed);
  fixture.commit('by hand', { at: start + 60_000 });
  await look('cart.ts');
}

async function recalled(store: ReturnType<typeof createSessionMemory>, path: string, root = fixture.root): Promise<readonly string[]> {
  const opened = await openRepository(root);
  const repository = (): Promise<ReturnType<typeof value>> => Promise.resolve(value());
  const value = () => (opened.ok ? opened.value : undefined);
  const file = `${root}/${path}`;
  const parts = {
    repositoryOf: repository,
    readText: readSource,
    commitLines: store.commitLines,
    transcripts: { allowed: () => false, edits: () => Promise.resolve([]) },
  };
  const lines = await recallLines({ file, text: (await readSource(file)) ?? '', root }, parts);
  return [...lines].map(([line, { kind, confidence }]) => `${line} ${kind} ${confidence}`);
}

test('what was typed is known from its commit, also in another worktree, under another name, and picked onto another branch', async () => {
  const store = createSessionMemory(createFakeClock(start));
  await commitTyped(store);
  assert.deepEqual(await recalled(store, 'cart.ts'), ['1 human 0.93']);
  fixture.git('worktree', 'add', '--quiet', '-b', 'other', 'tree', 'HEAD');
  assert.deepEqual(await recalled(store, 'cart.ts', `${fixture.root}/tree`), ['1 human 0.93']);
  fixture.git('checkout', '--quiet', '-b', 'release', 'HEAD~1');
  fixture.git('cherry-pick', 'other');
  assert.deepEqual(await recalled(store, 'cart.ts'), ['1 human 0.85']);
  fixture.git('mv', 'cart.ts', 'basket.ts');
  fixture.commit('Rename', { at: start + 120_000 });
  assert.deepEqual(await recalled(store, 'basket.ts'), ['1 human 0.85']);
});

test('what arrived in the document after the commit was made is not taken for the commit’s', async () => {
  const store = createSessionMemory(createFakeClock(start));
  const opened = await openRepository(fixture.root);
  assert.ok(opened.ok);
  fixture.write('cart.ts', typed);
  fixture.commit('by a colleague', { at: start });
  const own = { text: typed, segments: uniform(typed.length, typedOrigin, start + 3_600_000) };
  const parts = {
    store: store.changes,
    lines: store.commitLines,
    own: () => [own],
    keep: () => undefined,
    read: new Set<string>(),
    clock: createFakeClock(start),
  };
  await commitSeen(opened.value, { ...parts, onChange: () => undefined });
  assert.deepEqual(await recalled(store, 'cart.ts'), []);
});
