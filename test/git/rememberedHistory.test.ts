import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { createBoundedMemory } from '../../src/git/boundedMemory.ts';
import { openHistory } from '../../src/git/history.ts';
import type { History } from '../../src/git/history.ts';
import { rememberHistory } from '../../src/git/rememberedHistory.ts';
import { createGitRepository } from '../builders/gitRepository.ts';
import type { GitRepository } from '../builders/gitRepository.ts';

let fixture: GitRepository;
beforeEach(() => {
  fixture = createGitRepository();
});
afterEach(() => fixture.dispose());

/** A real history that notes which of its methods were called. */
function watched(): { readonly history: History; readonly plain: History; readonly calls: string[] } {
  const plain = openHistory({ root: fixture.root, shallow: false });
  const calls: string[] = [];
  const noted = Object.fromEntries(
    Object.entries(plain).map(([name, method]: [string, (...args: never[]) => unknown]) => [
      name,
      (...args: never[]) => {
        calls.push(name);
        return method(...args);
      },
    ]),
  ) as unknown as History;
  return { history: rememberHistory(noted), plain, calls };
}

async function askAll(history: History, commits: readonly string[]): Promise<readonly unknown[]> {
  const [first = '', second = ''] = commits;
  const places = commits.map((commit) => ({ commit, path: 'a.ts' }));
  return [
    await history.blame({ commit: second, path: 'a.ts' }, { lines: [[1, 2]] }),
    await history.blame({ commit: second, path: 'a.ts' }, {}),
    await history.commits(commits),
    await history.texts(places),
    await history.blobs([fixture.git('rev-parse', 'HEAD:a.ts')], 1000),
    await history.addedLines(commits, ['a.ts', 'none.ts']),
    await history.removedLines(commits),
    await history.touchedPaths(commits),
    await history.descends(second, first),
  ];
}

test('what cannot change is asked of git once, and the second answer is the first', async () => {
  fixture.write('a.ts', 'one();\ntwo();\n');
  const first = fixture.commit('first');
  fixture.write('a.ts', 'one();\nthree();\n');
  const second = fixture.commit('second');
  const { history, plain, calls } = watched();
  const answers = await askAll(history, [first, second]);
  assert.deepEqual(answers, await askAll(plain, [first, second]));
  const asked = calls.length;
  assert.ok(asked >= 9);
  assert.deepEqual(await askAll(history, [first, second]), answers);
  assert.equal(calls.length, asked);
});

test('of commits that are new only those are asked for, and what git does not have is asked for again', async () => {
  fixture.write('a.ts', 'one();\n');
  const first = fixture.commit('first');
  const { history, calls } = watched();
  const missing = 'a'.repeat(40);
  await history.commits([first]);
  assert.deepEqual([...(await history.commits([first, missing])).keys()], [first]);
  await history.commits([missing]);
  assert.deepEqual(calls, ['commits', 'commits', 'commits']);
  await history.commits([first]);
  assert.equal(calls.length, 3);
});

test('an answer that was cancelled is not kept', async () => {
  fixture.write('a.ts', 'one();\n');
  const first = fixture.commit('first');
  const { history } = watched();
  const ended = AbortSignal.abort();
  assert.equal((await history.blame({ commit: first, path: 'a.ts' }, {}, ended)).ok, false);
  assert.equal((await history.addedLines([first], ['a.ts'], ended)).size, 0);
  assert.equal((await history.removedLines([first], ended)).size, 0);
  assert.equal((await history.touchedPaths([first], ended)).size, 0);
  assert.equal((await history.blame({ commit: first, path: 'a.ts' }, {})).ok, true);
  assert.deepEqual([...(await history.addedLines([first], ['a.ts'])).values()], [[[1, 1]]]);
  assert.deepEqual([...((await history.touchedPaths([first])).get(first) ?? [])], ['a.ts']);
});

test('notes are read anew when their ref moved, and only then', async () => {
  fixture.write('a.ts', 'one();\n');
  const first = fixture.commit('first');
  fixture.git('notes', '--ref=ai', 'add', '-m', 'one', first);
  const { history } = watched();
  const [before] = await history.notes();
  const [same] = await history.notes();
  assert.equal(before?.notes, same?.notes);
  fixture.git('notes', '--ref=ai', 'add', '-f', '-m', 'two', first);
  const [after] = await history.notes();
  assert.deepEqual([after?.ref, [...(after?.notes.keys() ?? [])]], ['refs/notes/ai', [first]]);
  assert.notEqual(after?.notes.get(first), before?.notes.get(first));
  fixture.git('update-ref', '-d', 'refs/notes/ai');
  assert.deepEqual(await history.notes(), []);
});

test('above the bound the answers that were not asked for longest go', () => {
  const memory = createBoundedMemory<string>(10, (text) => text.length);
  memory.set('a', '1234');
  memory.set('b', '1234');
  memory.get('a');
  memory.set('c', '1234');
  assert.deepEqual([memory.get('a'), memory.get('b'), memory.get('c')], ['1234', undefined, '1234']);
  memory.set('a', '1');
  memory.set('d', '12345');
  assert.deepEqual([memory.get('a'), memory.get('c'), memory.get('d')], ['1', '1234', '12345']);
  memory.set('huge', 'x'.repeat(11));
  assert.deepEqual([memory.get('huge'), memory.get('a')], [undefined, undefined]);
});
