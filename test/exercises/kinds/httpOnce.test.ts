import assert from 'node:assert/strict';
import { test } from 'node:test';
import { httpOnce } from '../../../src/exercises/kinds/httpOnce.ts';
import { httpReturn } from '../../../src/exercises/kinds/httpReturn.ts';
import { testSandbox, typedUnit } from '../openUnitWorld.ts';
import { assertProgramsPrint, exercisesOf, keyOf, wrongOf } from './exercisesOf.ts';

const sandbox = testSandbox();

const express = `interface Req { body: { email?: string; age: number }; params: { id: string } }
interface Res { status(code: number): this; json(body: unknown): this; sendStatus(code: number): this }
interface User { id: string; email: string; locked: boolean }
declare const users: { find(id: string): Promise<User | undefined>; create(email: string): Promise<User> };
`;

const create = `${express}export async function createUser(req: Req, res: Res, next: (error?: unknown) => void) {
  try {
    if (!req.body.email) {
      res.status(400).json({ error: 'no address' });
    }
    if (req.body.age < 18) {
      return res.status(422).json({ error: 'too young' });
    }
    const user = await users.create(req.body.email ?? '');
    return res.status(201).json(user);
  } catch (error) {
    next(error);
  }
}
`;

test('a response without a return after it is followed by another one', async () => {
  const asked = await exercisesOf(sandbox, httpOnce, typedUnit(create, 'createUser'));
  const [first] = asked;
  assert.ok(first);
  assert.match(first.stem, /What does this handler send\?$/u);
  assert.equal(keyOf(first), '`400` is sent, then another is tried.');
  assert.ok(wrongOf(first).includes('`400` is sent, and that is all it does.'));
  await assertProgramsPrint(asked);
});

const show = `${express}export async function show(req: Req, res: Res, next: (error?: unknown) => void) {
  try {
    const user = await users.find(req.params.id);
    if (!user) {
      res.status(404).json({ error: 'nobody' });
      return;
    }
    if (user.locked) {
      res.status(403).json({ error: 'locked' });
      return;
    }
    res.status(200).json(user);
  } catch (error) {
    next(error);
  }
}
`;

test('what a failing store comes to for the client is told apart from the statuses of other cases', async () => {
  const asked = await exercisesOf(sandbox, httpOnce, typedUnit(show, 'show'));
  const failing = asked.find(({ stem }) => stem.includes('`users.find` in line 7 rejects.'));
  assert.ok(failing);
  assert.equal(keyOf(failing), 'Nothing is sent; `next` gets an error.');
  await assertProgramsPrint([failing]);
});

test('a lost return after a response lets a second one through, and the status alone is a wrong answer', async () => {
  const asked = await exercisesOf(sandbox, httpReturn, typedUnit(show, 'show'));
  const locked = asked.find(({ stem }) => stem.includes('The `return` in line 14 got lost in a merge.'));
  assert.ok(locked, asked.map(({ stem }) => stem).join('\n'));
  assert.equal(keyOf(locked), '`403` is sent, then another is tried.');
  assert.ok(wrongOf(locked).includes('`403` is sent, and that is all it does.'));
  await assertProgramsPrint(asked);
});

test('a lost return is not asked about in a call that never gets there', async () => {
  for (const { stem } of await exercisesOf(sandbox, httpReturn, typedUnit(show, 'show')))
    assert.doesNotMatch(stem, /`user\.locked` is `false`/u);
});

test('where the caller gets the response, its status is what the client gets', async () => {
  const text = `${express}interface Context { req: { param(name: string): string }; json(body: unknown, status?: number): { status: number; headers: object; json(): Promise<unknown> } }
export async function showUser(c: Context) {
  const user = await users.find(c.req.param('id'));
  if (!user) return c.json({ error: 'nobody' }, 404);
  if (user.locked) return c.json({ error: 'locked' }, 403);
  return c.json(user);
}
`;
  const asked = await exercisesOf(sandbox, httpOnce, typedUnit(text, 'showUser'));
  const locked = asked.find((each) => keyOf(each) === 'The client gets a response of `403`.');
  assert.ok(locked, asked.map((each) => `${each.stem} ${keyOf(each)}`).join('\n'));
  await assertProgramsPrint(asked);
});

test('what fetches is no handler, and neither is a function without a response', async () => {
  const fetching = `interface Answer { status: number; json(): Promise<unknown> }
export async function load(answer: Answer, retry: (status: number) => void): Promise<unknown> {
  if (answer.status >= 500) {
    retry(answer.status);
    return undefined;
  }
  if (answer.status === 404) return null;
  return await answer.json();
}
`;
  assert.deepEqual(await exercisesOf(sandbox, httpOnce, typedUnit(fetching, 'load')), []);
  assert.deepEqual(await exercisesOf(sandbox, httpReturn, typedUnit(fetching, 'load')), []);
});
