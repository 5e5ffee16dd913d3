import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openBoundedProgram } from '../../../src/analysis/boundedProgram.ts';
import { createDocumentCache } from '../../../src/analysis/documentCache.ts';
import { locateUnits } from '../../../src/analysis/locateUnits.ts';
import { createTypeRipple } from '../../../src/analysis/typeRipple.ts';
import { typeRipple } from '../../../src/exercises/kinds/typeRipple.ts';
import type { Exercise } from '../../../src/terms/exercise.ts';
import { testSandbox } from '../openUnitWorld.ts';
import { exercisesOf, keyOf, wrongOf } from './exercisesOf.ts';

const sandbox = testSandbox();
const root = realpathSync(mkdtempSync(join(tmpdir(), 'ripple-')));
after(() => rmSync(root, { recursive: true }));
writeFileSync(
  join(root, 'tsconfig.json'),
  '{"compilerOptions":{"strict":true,"target":"es2023","module":"esnext","moduleResolution":"bundler"}}',
);

const findUser = `export interface User { id: string; name: string; roles: string[] }
const all = new Map<string, User>();
export function findUser(id: string): User {
  const found = all.get(id);
  if (found === undefined) {
    const made = { id, name: id, roles: [] };
    all.set(id, made);
    return made;
  }
  return found;
}
`;

/** Questions about `findUser`, called in line 3 of files with these bodies. */
async function askedOf(bodies: Readonly<Record<string, string>>): Promise<readonly Exercise[]> {
  const file = `${root}/users.ts`;
  writeFileSync(file, findUser);
  const callSites = Object.entries(bodies).map(([name, body]) => {
    const text = `import { findUser } from './users';\nexport function ${name}(id: string) {\n  ${body}\n}\n`;
    writeFileSync(`${root}/${name}.ts`, text);
    return { file: `${root}/${name}.ts`, path: `${name}.ts`, lines: [3, 3], arguments: ['id'], reliance: [], inTest: false } as const;
  });
  const cache = createDocumentCache();
  const openProgram: typeof openBoundedProgram = (request) => openBoundedProgram({ ...request, cache });
  const program = openProgram({ entry: file, overlays: new Map([[file, findUser]]), root });
  const sourceFile = program.sourceFile(file);
  const located = sourceFile && locateUnits(sourceFile, 'users.ts').find(({ unit }) => unit.name === 'findUser');
  assert.ok(located);
  const ripple = createTypeRipple({ source: { file, path: 'users.ts', text: findUser }, located, callSites, root, openProgram });
  return await exercisesOf(sandbox, typeRipple, { located, checker: program.checker, callSites, typeRipple: ripple });
}

const breaking = { greet: `return 'Hello ' + findUser(id).name;`, roles: `return findUser(id).roles.length;` };

test('the caller that the compiler passes by is asked for, with the code of every caller in view', async () => {
  const asked = (await askedOf({ ...breaking, audit: 'return JSON.stringify({ at: id, ...findUser(id) });' }))[0];
  assert.ok(asked);
  assert.equal(asked.stem, 'Say `findUser` may answer `undefined` as well. Which of these calls still compiles?');
  assert.equal(keyOf(asked), 'The call in `audit.ts`');
  assert.deepEqual(wrongOf(asked), ['The call in `greet.ts`', 'The call in `roles.ts`']);
  assert.deepEqual(asked.assumptions, [
    '`audit.ts`, line 3: `return JSON.stringify({ at: id, ...findUser(id) });`',
    "`greet.ts`, line 3: `return 'Hello ' + findUser(id).name;`",
    '`roles.ts`, line 3: `return findUser(id).roles.length;`',
  ]);
  for (const { correct, proof } of asked.options) {
    assert.equal(proof.engine, 'recompile');
    const record = JSON.parse(proof.expected ?? '{}') as {
      mustCause: readonly { line: number; code: number }[];
      mustNotCause: readonly string[];
    };
    assert.deepEqual(
      [record.mustCause.map(({ line, code }) => [line, code]), record.mustNotCause],
      correct ? [[], ['audit.ts']] : [[[3, 2532]], []],
    );
  }
});

test('where the compiler objects in one file only, that one is asked for', async () => {
  const asked = (
    await askedOf({
      greet: breaking.greet,
      audit: 'return JSON.stringify({ at: id, user: findUser(id) });',
      known: 'return findUser(id) !== null;',
    })
  ).find(({ stem }) => stem.includes('undefined'));
  assert.equal(asked?.stem, 'Say `findUser` may answer `undefined` as well. Which of these calls no longer compiles?');
  assert.equal(keyOf(asked), 'The call in `greet.ts`');
});

test('nothing is asked where every caller breaks, where callers are too few, or where one had an error before', async () => {
  const becomes = async (bodies: Readonly<Record<string, string>>): Promise<readonly string[]> =>
    (await askedOf(bodies)).map(({ stem }) => stem).filter((stem) => stem.includes('undefined'));
  assert.deepEqual(await becomes({ ...breaking, first: 'return findUser(id).id;' }), []);
  assert.deepEqual(await becomes({ greet: breaking.greet, audit: 'return JSON.stringify(findUser(id));' }), []);
  assert.deepEqual(await becomes({ ...breaking, audit: 'return JSON.stringify([findUser(id), nobody]);' }), []);
});
