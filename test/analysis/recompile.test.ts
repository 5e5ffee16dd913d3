import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import { createDocumentCache } from '../../src/analysis/documentCache.ts';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { createRecompile, type Recompiled } from '../../src/analysis/recompile.ts';
import type { CallSite } from '../../src/analysis/sourceText.ts';
import type { Result } from '../../src/terms/result.ts';

const cache = createDocumentCache();
const root = realpathSync(mkdtempSync(join(tmpdir(), 'recompile-')));
after(() => rmSync(root, { recursive: true }));
mkdirSync(join(root, 'src'));
writeFileSync(
  join(root, 'tsconfig.json'),
  '{"compilerOptions":{"strict":true,"target":"es2023","module":"esnext","moduleResolution":"bundler"}}',
);

/** What the compiler says when `lost` is replaced by `by` in the unit called `name`, and `user` is a file that calls it. */
function afterLoss(text: string, name: string, lost: string, by: string, user?: string): Result<Recompiled> {
  const file = `${root}/src/unit.ts`;
  writeFileSync(file, text);
  if (user !== undefined) writeFileSync(`${root}/src/user.ts`, user);
  const openProgram: typeof openBoundedProgram = (request) => openBoundedProgram({ ...request, cache });
  const program = openProgram({ entry: file, overlays: new Map([[file, text]]), root });
  const sourceFile = program.sourceFile(file);
  const located = sourceFile && locateUnits(sourceFile, 'src/unit.ts').find(({ unit }) => unit.name === name);
  assert.ok(located);
  const call: CallSite = { file: `${root}/src/user.ts`, path: 'src/user.ts', lines: [2, 2], arguments: [], reliance: [], inTest: false };
  const callSites = user === undefined ? [] : [call];
  const recompile = createRecompile({ source: { file, path: 'src/unit.ts', text }, located, callSites, root, program, openProgram });
  const start = text.indexOf(lost);
  return recompile([{ start, end: start + lost.length, text: by }]);
}

const greet = `export function greet(name: string | undefined): string {
  if (name === undefined) return 'nobody';
  console;
  return name.trim();
}
declare const console: unknown;
`;

test('a lost guard is noticed where the type relied on it', () => {
  const said = afterLoss(greet, 'greet', `if (name === undefined) return 'nobody';`, ';');
  assert.ok(said.ok, said.ok ? '' : said.reason);
  assert.deepEqual(
    said.value.here.map(({ path, line, code }) => ({ path, line, code })),
    [{ path: 'src/unit.ts', line: 4, code: 18048 }],
  );
  assert.equal(said.value.strictness, 'with `strict`');
});

test('a lost statement of no type is not noticed', () => {
  const said = afterLoss(greet, 'greet', 'console;', ';');
  assert.deepEqual(said, { ok: true, value: { here: [], elsewhere: [], compiled: [], strictness: 'with `strict`' } });
});

const lookUp = `const known = new Map<string, number>();
export function lookUp(key: string) {
  return known.get(key) ?? 0;
}
`;

test('a lost fallback is noticed in the file that relies on the result', () => {
  const user = `import { lookUp } from './unit';\nexport const twice = lookUp('a') * 2;\n`;
  const said = afterLoss(lookUp, 'lookUp', 'known.get(key) ?? 0', '(known.get(key))', user);
  assert.ok(said.ok, said.ok ? '' : said.reason);
  assert.deepEqual(said.value.here, []);
  assert.deepEqual(
    said.value.elsewhere.map(({ path, line }) => ({ path, line })),
    [{ path: 'src/user.ts', line: 2 }],
  );
});

test('where the type changes and no user of it is known, nothing is said', () => {
  assert.equal(afterLoss(lookUp, 'lookUp', 'known.get(key) ?? 0', '(known.get(key))').ok, false);
});

test('a file with errors of its own says nothing about an edit', () => {
  assert.equal(afterLoss(`${greet}const wrong: number = 'text';\n`, 'greet', 'console;', ';').ok, false);
});
