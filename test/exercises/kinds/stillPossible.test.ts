import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBoundedProgram } from '../../../src/analysis/boundedProgram.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { locateUnits } from '../../../src/analysis/locateUnits.ts';
import { createRecompile } from '../../../src/analysis/recompile.ts';
import { stillPossible } from '../../../src/exercises/kinds/stillPossible.ts';
import type { Exercise } from '../../../src/terms/exercise.ts';
import { testSandbox } from '../openUnitWorld.ts';
import { exercisesOf, keyOf, wrongOf } from './exercisesOf.ts';

const sandbox = testSandbox();
const cache = createDocumentCache();

/** What is asked about the last function of a file. */
async function askedOf(text: string): Promise<readonly Exercise[]> {
  const file = '/project/src/unit.ts';
  const overlays = new Map([
    [file, text],
    ['/project/tsconfig.json', '{"compilerOptions":{"strict":true,"target":"es2023","module":"esnext"}}'],
  ]);
  const openProgram: typeof openBoundedProgram = (request) =>
    openBoundedProgram({ ...request, overlays: new Map([...overlays, ...request.overlays]), cache });
  const program = openProgram({ entry: file, overlays, root: '/project' });
  const sourceFile = program.sourceFile(file);
  const located = sourceFile && locateUnits(sourceFile, 'src/unit.ts').at(-1);
  assert.ok(located);
  assert.deepEqual(program.diagnostics(file), []);
  const source = { file, path: 'src/unit.ts', text };
  const recompile = createRecompile({ source, located, callSites: [], root: '/project', program, openProgram });
  return await exercisesOf(sandbox, stillPossible, { located, checker: program.checker, callSites: [], recompile });
}

const events = `type ServerEvent =
  | { kind: 'ack'; id: string }
  | { kind: 'message'; room: string; text: string }
  | { kind: 'presence'; room: string; online: boolean }
  | { kind: 'error'; code: number };
declare const rooms: Set<string>;
declare const store: { confirm(id: string): void; touch(room: string): void };
`;

const receive = `${events}export function receive(event: ServerEvent): number {
  if (event.kind === 'ack') {
    store.confirm(event.id);
    return 0;
  }
  if (!('room' in event)) return event.code;
  const known = rooms.has(event.room);
  if (!known) rooms.add(event.room);
  return rooms.size;
}
`;

const told = (kind: string): string => `\`event.kind\` is \`"${kind}"\``;

test('what the conditions have left over is asked with what they took away, and the compiler proves each answer in that place', async () => {
  const asked = await askedOf(receive);
  const [exercise] = asked.filter(({ stem }) => stem.includes('line 15'));
  assert.ok(exercise, JSON.stringify(asked.map(({ stem }) => stem)));
  const asksStill = exercise.stem === 'Which of these can still be so where line 15 uses `event`?';
  assert.ok(asksStill || exercise.stem === 'Which of these can no longer be so where line 15 uses `event`?');
  const [left, gone] = [new Set(['message', 'presence'].map(told)), new Set(['ack', 'error'].map(told))];
  assert.ok((asksStill ? left : gone).has(keyOf(exercise)));
  for (const wrong of wrongOf(exercise)) assert.ok((asksStill ? gone : left).has(wrong));
  assert.deepEqual(exercise.assumptions, ['`event.kind` can be `"ack"`, `"message"`, `"presence"` or `"error"` at first.']);
  for (const { proof, text } of exercise.options) {
    assert.equal(proof.engine, 'types');
    const record = JSON.parse(proof.expected ?? '{}') as { mustCause: readonly unknown[]; mustNotCause: readonly string[] };
    assert.deepEqual(record.mustCause, left.has(text) ? [{ path: 'src/unit.ts', line: 15, code: 1360 }] : []);
    assert.deepEqual(record.mustNotCause, left.has(text) ? [] : ['src/unit.ts']);
  }
});

test('a function that vouches for a type is named as a claim, and so is an `as`', async () => {
  const vouched = `${events}const isQuiet = (event: ServerEvent): event is Extract<ServerEvent, { kind: 'ack' | 'error' }> => !('room' in event);
export function receive(raw: unknown): number {
  const event = raw as ServerEvent;
  if (isQuiet(event)) return 0;
  const known = rooms.has(event.room);
  if (!known) rooms.add(event.room);
  return rooms.size;
}
`;
  const [exercise] = await askedOf(vouched);
  assert.deepEqual(exercise?.assumptions.slice(1), [
    '`isQuiet` says what its type promises.',
    'What `event` is at first is a claim that nobody checks: an `as` or `!`.',
  ]);
});

test('nothing is asked where the condition next to it says it in so many words', async () => {
  const plain = `type Status = 'draft' | 'placed' | 'paid';
declare const log: (status: Status) => void;
export function settle(status: Status): number {
  if (status === 'draft') return 0;
  log(status);
  const again = status;
  log(again);
  return 1;
}
`;
  assert.deepEqual(await askedOf(plain), []);
});

test('nothing is asked of a type with fewer than three parts, of an open one, or of a variable that is never narrowed', async () => {
  const body = '  if (!given) return 0;\n  const length = `${given}`.length;\n  log(given);\n  return length;\n}\n';
  for (const type of ['string | undefined', 'any', 'unknown', 'number']) {
    assert.deepEqual(
      await askedOf(`declare const log: (given: unknown) => void;\nexport function read(given: ${type}): number {\n${body}`),
      [],
      type,
    );
  }
});
