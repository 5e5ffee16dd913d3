import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorAssumptions } from '../../../src/exercises/kinds/failureWords.ts';
import { rejectPath } from '../../../src/exercises/kinds/rejectPath.ts';
import { testSandbox, typedUnit } from '../openUnitWorld.ts';
import { exercisesOf, keyOf } from './exercisesOf.ts';

const sandbox = testSandbox();

const caught = (body: string): string => `class Missing extends Error {}
export async function load(read: () => Promise<string>, log: (text: string) => void): Promise<string> {
  try {
    return await read();
  } catch (error) {
    ${body}
  }
}
`;

test('which kind of error it is has to be said where the code tells classes apart, and nothing is asked where it looks inside', () => {
  const of = (body: string): readonly string[] | undefined => errorAssumptions(typedUnit(caught(body), 'load').located);
  assert.deepEqual(of("log('failed'); return '';"), []);
  assert.deepEqual(of("if (error instanceof Missing) return ''; throw error;"), [
    'That error is of none of the classes that the code tells apart.',
  ]);
  assert.equal(of("if ((error as { code: number }).code === 404) return ''; throw error;"), undefined);
});

test('a call that is made again fails the first time', async () => {
  const text = `export async function retry(work: () => Promise<string>, wait: (ms: number) => Promise<void>, tell: (text: string) => void): Promise<string> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      return await work();
    } catch {
      tell('again');
      await wait(100);
    }
  }
  throw new Error('given up');
}
`;
  const asked = (await exercisesOf(sandbox, rejectPath, typedUnit(text, 'retry'))).filter(({ stem }) => stem.includes('`work` in line 4'));
  assert.ok(asked.length > 0);
  for (const { stem } of asked) assert.match(stem, /`work` in line 4 rejects the first time\./u);
});

test('that a failure is passed on where nothing is there to stop it is not asked', async () => {
  const text = `export async function move(take: () => Promise<string>, put: (what: string) => Promise<void>, log: (text: string) => void): Promise<string> {
  const what = await take();
  await put(what);
  try {
    log(what);
  } catch {
    return '';
  }
  return what;
}
`;
  for (const asked of await exercisesOf(sandbox, rejectPath, typedUnit(text, 'move')))
    assert.notEqual(keyOf(asked), 'The caller gets that error.');
});
