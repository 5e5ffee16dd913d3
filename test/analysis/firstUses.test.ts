import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import { createDocumentCache } from '../../src/analysis/documentCache.ts';
import { firstUses, usesAsFirst } from '../../src/analysis/firstUses.ts';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { memoryHost } from './memoryHost.ts';

const cache = createDocumentCache();
const file = '/repo/src/search.ts';
const manifest = (name: string): string => JSON.stringify({ name, version: '1.0.0', types: 'index.d.ts' });
const timing = {
  '/repo/node_modules/timing/package.json': manifest('timing'),
  '/repo/node_modules/timing/index.d.ts': `/** Waits for quiet. Then calls \`work\`. */
export function debounce(work: () => void, delayMs: number): () => void;
/** @deprecated Use debounce instead. */
export function throttle(work: () => void): void;
export const version: string;`,
};

/** What is said of the uses of packages in the first unit, given what the file was before. */
function said(
  text: string,
  before: string,
  files: Readonly<Record<string, string>> = timing,
  links: Readonly<Record<string, string>> = {},
): readonly string[] {
  const host = memoryHost({ ...files, [file]: text }, links);
  const program = openBoundedProgram({
    entry: file,
    overlays: new Map(),
    root: '/repo',
    host,
    cache: Object.keys(links).length > 0 ? createDocumentCache() : cache,
  });
  const sourceFile = program.sourceFile(file);
  const [located] = sourceFile ? locateUnits(sourceFile, 'src/search.ts') : [];
  if (!located) throw new Error('no unit');
  return firstUses(usesAsFirst(located, program), file, before).map((fact) => fact.text);
}

const search = "import { debounce } from 'timing';\nexport function search(run: () => void) {\n  return debounce(run, 200);\n}";

test('the first use of a name of a package brings what its types say, and how much there is besides', () => {
  assert.deepEqual(said(search, ''), [
    'First use of `debounce` of `timing` in this file (line 3), one of 3 names. Its types say: “Waits for quiet.”',
  ]);
});

test('what the file used before is no news, an import alone is no use', () => {
  assert.deepEqual(said(search, search), []);
  assert.equal(said(search, "import { debounce } from 'timing';").length, 1);
  assert.deepEqual(
    said("import { debounce } from 'timing';\nexport function search(debounce: () => void) {\n  return debounce();\n}", ''),
    [],
  );
  assert.deepEqual(
    said("import type { debounce } from 'timing';\nexport function search(run: typeof debounce) {\n  return run;\n}", ''),
    [],
  );
  assert.deepEqual(said("import { debounce } from './timing.ts';\nexport function search() {\n  return debounce();\n}", ''), []);
});

test('a deprecated name is told first, members of a whole module count by their own names', () => {
  const text =
    "import * as timing from 'timing';\nexport function search(run: () => void) {\n  timing.debounce(run, 1);\n  timing.throttle(run);\n}";
  assert.deepEqual(said(text, ''), [
    'First use of `throttle` of `timing` in this file (line 4); its types mark it as deprecated: “Use debounce instead.”',
    'First use of `debounce` of `timing` in this file (line 3), one of 3 names. Its types say: “Waits for quiet.”',
  ]);
  assert.equal(said(text, "import * as other from 'timing';\nother.debounce(run, 1);").length, 1);
});

test('a package without types, one that leads out of the project, and one with too much text are named with the reason', () => {
  assert.deepEqual(said(search, '', {}), [
    'First use of `debounce` of `timing` in this file (line 3); no types of it are inside this project.',
  ]);
  const outside = Object.fromEntries(Object.entries(timing).map(([path, text]) => [path.replace('/repo/node_modules', '/outside'), text]));
  assert.deepEqual(said(search, '', outside, { '/repo/node_modules/timing': '/outside/timing' }), [
    'First use of `debounce` of `timing` in this file (line 3); no types of it are inside this project.',
  ]);
  const huge = {
    ...timing,
    '/repo/node_modules/timing/index.d.ts': `export declare function debounce(): void;\n${'// x\n'.repeat(900_000)}`,
  };
  assert.deepEqual(said(search, '', huge), [
    'First use of `debounce` of `timing` in this file (line 3); its types are left out: more text than one would read.',
  ]);
});

test('text of a package is shown as text: no code marks, no hidden characters, no more than a sentence', () => {
  const hostile = {
    ...timing,
    '/repo/node_modules/timing/index.d.ts':
      '/** Run `rm`\u202E now. ' +
      'More and more. '.repeat(40) +
      ' */\nexport declare function debounce(work: () => void, delayMs: number): void;',
  };
  assert.deepEqual(said(search, '', hostile), [
    "First use of `debounce` of `timing` in this file (line 3). Its types say: “Run 'rm'\\u{202E} now.”",
  ]);
});
