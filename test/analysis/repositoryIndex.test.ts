import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IndexStore, StoredEntry } from '../../src/analysis/indexStore.ts';
import { createRepositoryIndex, type RepositoryIndex, type RepositoryIndexParts } from '../../src/analysis/repositoryIndex.ts';

function openIndex(
  files: Readonly<Record<string, string>>,
  store: IndexStore = memoryStore(),
  disk: Pick<RepositoryIndexParts, 'lookAt'> & { readonly read?: string[]; readonly now?: number } = {},
): RepositoryIndex {
  return createRepositoryIndex({
    root: '/repo',
    listFiles: async () => Object.keys(files),
    readFile: async (file) => {
      disk.read?.push(file.slice('/repo/'.length));
      return files[file.slice('/repo/'.length)];
    },
    ...(disk.lookAt && { lookAt: disk.lookAt }),
    store,
    clock: { now: () => disk.now ?? 0, after: () => () => {} },
  });
}

function memoryStore(): IndexStore & { readonly saved: Map<string, StoredEntry>; saves: number } {
  const saved = new Map<string, StoredEntry>();
  return {
    saved,
    saves: 0,
    loadAll: () => saved,
    save(_root, path, stored) {
      this.saves += 1;
      saved.set(path, stored);
    },
    keepOnly(_root, paths) {
      for (const path of saved.keys()) if (!paths.has(path)) saved.delete(path);
    },
  };
}

async function callersOf(files: Readonly<Record<string, string>>, path: string, name: string): Promise<readonly string[]> {
  const index = openIndex(files);
  await index.build();
  return index
    .callSitesOf(`/repo/${path}`, name)
    .map(({ path: from, lines, caller, reliance }) => `${from}:${lines[0]} ${caller ?? '-'} ${reliance.join(', ')}`);
}

test('callers are found through named, renamed, default and namespace imports', async () => {
  const files = {
    'save.ts': 'export function save() {}\nexport default function load() {}',
    'a.ts': "import { save as keep } from './save.js';\nexport function a() { keep(); }",
    'b.ts': "import read from './save';\nconst b = () => read();",
    'c.ts': "import * as io from './save.ts';\nio.save();",
    'd.ts': "const { save } = require('./save');\nsave();",
  };
  assert.deepEqual(await callersOf(files, 'save.ts', 'save'), [
    'a.ts:2 a ignores the result',
    'c.ts:2 - ignores the result',
    'd.ts:2 - ignores the result',
  ]);
  assert.deepEqual(await callersOf(files, 'save.ts', 'load'), ['b.ts:2 b returns it on']);
});

test('callers are found through barrels', async () => {
  const files = {
    'io/save.ts': 'export const save = () => {};',
    'io/index.ts': "export * from './save';\nexport { save as keep } from './save';",
    'index.ts': "export * from './io';",
    'a.ts': "import { save, keep } from '.';\nsave();\nkeep();",
  };
  assert.deepEqual(await callersOf(files, 'io/save.ts', 'save'), ['a.ts:2 - ignores the result', 'a.ts:3 - ignores the result']);
});

test('a method call counts only where the class of the receiver is certain', async () => {
  const files = {
    'cart.ts': 'export class Cart {\n  total() { return 1; }\n  print() { return [1].map(() => this.total()); }\n}',
    'a.ts': "import { Cart } from './cart';\nfunction a(other) {\n  const cart = new Cart();\n  other.total();\n  return cart.total();\n}",
    'b.ts': "import { Cart } from './cart';\nfunction b(Cart) { const cart = new Cart(); cart.total(); }\nlet c = new Cart();\nc.total();",
  };
  assert.deepEqual(await callersOf(files, 'cart.ts', 'Cart.total'), ['a.ts:5 a returns it on', 'cart.ts:3 Cart.print uses the result']);
  assert.deepEqual(await callersOf(files, 'cart.ts', 'Cart'), ['a.ts:3 a uses the result', 'b.ts:3 - uses the result']);
});

test('a local name hides an imported one', async () => {
  const files = {
    'save.ts': 'export function save() {}',
    'a.ts': "import { save } from './save';\nfunction a(save) { save(); }\nfunction b() { { const save = 1; } save(); }",
  };
  assert.deepEqual(await callersOf(files, 'save.ts', 'save'), ['a.ts:3 b ignores the result']);
});

test('reliance follows from the code around the call', async () => {
  const use = (code: string): Promise<readonly string[]> =>
    callersOf(
      { 'find.ts': 'export async function find(id) { return id; }', 'a.ts': `import { find } from './find';\n${code}` },
      'find.ts',
      'find',
    );
  assert.deepEqual(await use('async function a() { const user = await find(1); if (!user) return; user.go(); }'), [
    'a.ts:2 a awaits it, tests it for absence',
  ]);
  assert.deepEqual(await use('async function a() { try { await find(1); } catch { b(); } }'), [
    'a.ts:2 a awaits it, catches its failure, ignores the result',
  ]);
  assert.deepEqual(await use('const a = () => find(1).catch(() => null);'), ['a.ts:2 a catches its failure, returns it on']);
  assert.deepEqual(await use('const a = async () => { show((await find(1)) ?? nobody); };'), ['a.ts:2 a awaits it, tests it for absence']);
});

test('a try around a call that is not awaited does not catch the rejection', async () => {
  const caller = "import { f } from './f';\nfunction a() { try { f(); } catch { b(); } }";
  const reliance = async (callee: string): Promise<readonly string[]> => callersOf({ 'f.ts': callee, 'a.ts': caller }, 'f.ts', 'f');
  assert.deepEqual(await reliance('export async function f() {}'), ['a.ts:2 a ignores the result']);
  assert.deepEqual(await reliance('export function f() { return fetch(1); }'), ['a.ts:2 a ignores the result']);
  assert.deepEqual(await reliance('export function f(): void {}'), ['a.ts:2 a catches its failure, ignores the result']);
});

test('tests are callers of their own kind', async () => {
  const index = openIndex({ 'src/f.ts': 'export const f = (n) => n;', 'test/f.test.ts': "import { f } from '../src/f.ts';\nf(3, 'x');" });
  await index.build();
  const [site] = index.callSitesOf('/repo/src/f.ts', 'f').filter(({ inTest }) => inTest);
  assert.deepEqual(site?.arguments, ['3', "'x'"]);
  assert.equal(site?.inTest, true);
});

test('a second build reads unchanged files from the store and forgets removed ones', async () => {
  const store = memoryStore();
  const files: Record<string, string> = { 'a.ts': 'export const a = () => 1;', 'b.ts': 'export const b = () => 2;' };
  await openIndex(files, store).build();
  delete files['b.ts'];
  files['c.ts'] = 'export const c = () => 3;';
  const summary = await openIndex(files, store).build();
  assert.equal(store.saves, 3, 'a, b and then c: a came from the store');
  assert.deepEqual([...store.saved.keys()], ['a.ts', 'c.ts']);
  assert.deepEqual([summary.files, summary.units, summary.lines], [2, 2, 2]);
});

test('a file that looks as it did is not read again; one that changed shortly before the last look is', async () => {
  const store = memoryStore();
  const files: Record<string, string> = { 'old.ts': 'export const a = () => 1;', 'racy.ts': 'export const b = () => 2;' };
  const now = 100_000;
  const looks: Record<string, { stamp: string; changedAt: number }> = {
    'old.ts': { stamp: '25:1:1:7', changedAt: now - 60_000 },
    'racy.ts': { stamp: '25:2:2:8', changedAt: now - 500 },
  };
  const build = async (at: number): Promise<readonly [read: readonly string[], units: number]> => {
    const read: string[] = [];
    const lookAt = async (file: string) => looks[file.slice('/repo/'.length)];
    const { units } = await openIndex(files, store, { lookAt, read, now: at }).build();
    return [read, units];
  };
  assert.deepEqual(await build(now), [['old.ts', 'racy.ts'], 2]);
  assert.deepEqual(await build(now + 10_000), [['racy.ts'], 2], 'it may have changed again within the same rounded time');
  assert.deepEqual(await build(now + 20_000), [[], 2], 'by the second look it had long been still');
  // As long as before, with its old time set again: only the time of the entry itself tells.
  files['old.ts'] = 'export let a = () => 1; //';
  looks['old.ts'] = { stamp: '25:1:9:7', changedAt: now + 20_500 };
  assert.deepEqual(await build(now + 30_000), [['old.ts'], 2]);
});

test('an unsaved text counts at once', async () => {
  const index = openIndex({ 'f.ts': 'export function f() {}', 'a.ts': '' });
  await index.build();
  assert.deepEqual(index.callSitesOf('/repo/f.ts', 'f'), []);
  index.update('/repo/a.ts', "import { f } from './f';\nf();");
  assert.equal(index.callSitesOf('/repo/f.ts', 'f').length, 1);
});

test('skipped files are listed with their reason and left out of every figure', async () => {
  const summary = await openIndex({
    'a.ts': 'f();',
    'min.js': `x();${'y();'.repeat(1_300)}`,
    'gone.ts': undefined as unknown as string,
  }).build();
  assert.equal(summary.files, 1);
  assert.deepEqual(summary.skipped, [
    { path: 'min.js', reason: 'minified: a line of more than 5,000 characters' },
    { path: 'gone.ts', reason: 'unreadable' },
  ]);
});

test('an aborted build stops with the reason of the signal', async () => {
  const reason = new Error('closed');
  await assert.rejects(openIndex({ 'a.ts': 'f();' }).build(AbortSignal.abort(reason)), reason);
});

test('a file knows who stands on it, its layer, its tests and its cycles', async () => {
  const index = openIndex({
    'src/a.ts': 'export const a = 1;',
    'src/b.ts': "import { a } from './a';\nexport const b = a;",
    'src/c.ts': "import type { b } from './b';\nexport class C {}",
    'src/d.ts': "import { C } from './c';\nexport { E } from './e';\nexport class D extends C {}",
    'src/e.ts': "import { D } from './d';\nexport class E extends D {}",
    'test/b.test.ts': "import { b } from '../src/b';",
  });
  assert.equal(index.placementOf('/repo/src/a.ts'), undefined);
  await index.build();
  const of = (path: string): object => {
    const { importers, dependents, files, tests, layer, cycle } = index.placementOf(`/repo/${path}`) ?? assert.fail(path);
    return { importers, dependents, files, tests, layer, cycle };
  };
  assert.deepEqual(of('src/a.ts'), { importers: 1, dependents: 4, files: 5, tests: [], layer: 0, cycle: [] });
  assert.deepEqual(of('src/b.ts'), { importers: 1, dependents: 3, files: 5, tests: ['test/b.test.ts'], layer: 1, cycle: [] });
  // A type that is imported stands on a file, but loads nothing.
  assert.deepEqual(of('src/c.ts'), { importers: 1, dependents: 2, files: 5, tests: [], layer: 0, cycle: [] });
  assert.deepEqual(of('src/e.ts'), { importers: 1, dependents: 1, files: 5, tests: [], layer: 1, cycle: ['src/d.ts'] });
});

test('a package that one file alone names is told from one that others name in whatever way', async () => {
  const files = { 'a.ts': "import { debounce } from 'lodash-es';\nimport chalk from 'chalk/x';\nimport fs from 'node:fs';" };
  const alone = async (others: Readonly<Record<string, string>>, name: string): Promise<boolean> => {
    const index = openIndex({ ...files, ...others });
    await index.build();
    return index.isOnlyUserOf('/repo/a.ts', name);
  };
  assert.equal(await alone({}, 'lodash-es'), true);
  assert.equal(await alone({}, 'chalk'), true);
  assert.equal(await alone({}, 'fs'), false);
  for (const other of [
    "import 'lodash-es/map';",
    "import type { D } from 'lodash-es';",
    "const load = () => import('lodash-es');",
    "export * from 'lodash-es';",
    "const x = require('lodash-es');",
    "let t: import('lodash-es').D;",
    "jest.mock('lodash-es');",
  ])
    assert.equal(await alone({ 'b.ts': other }, 'lodash-es'), false, other);
});

test('what stood on a file that is gone is forgotten', async () => {
  const files: Record<string, string> = { 'a.ts': 'export const a = () => 1;', 'b.ts': "import { a } from './a';\na();" };
  const index = openIndex(files);
  await index.build();
  assert.equal(index.callSitesOf('/repo/a.ts', 'a').length, 1);
  delete files['b.ts'];
  await index.build();
  assert.equal(index.callSitesOf('/repo/a.ts', 'a').length, 0);
  assert.equal(index.placementOf('/repo/a.ts')?.importers, 0);
});

test('what a caller makes of the result follows from the code around the call', async () => {
  const use = async (body: string): Promise<unknown> => {
    const caller = `import { f } from './f.ts';\nexport function a(rows) { ${body} }`;
    const index = openIndex({ 'f.ts': 'export function f() {}', 'a.ts': caller });
    await index.build();
    return index.callSitesOf('/repo/f.ts', 'f').map(({ reads, decides, inLoop }) => [reads, decides, inLoop]);
  };
  assert.deepEqual(await use('const { total, tax: rate } = f(); return total * rate;'), [[['total', 'tax'], undefined, undefined]]);
  assert.deepEqual(await use('const found = f(); if (!found) return 0; return found.rows + found.skipped;'), [
    [['rows', 'skipped'], undefined, undefined],
  ]);
  assert.deepEqual(await use('const found = f(); print(found); return found.rows;'), [[undefined, undefined, undefined]]);
  assert.deepEqual(await use('const { total, ...others } = f(); return [total, others];'), [[undefined, undefined, undefined]]);
  assert.deepEqual(await use("if (!f()) { log(); throw new Error('no'); }"), [[undefined, { when: 'falsy', exit: 'throws' }, undefined]]);
  assert.deepEqual(await use('if (f()) return 1; else stop();'), [[undefined, undefined, undefined]]);
  assert.deepEqual(await use('rows.forEach((row) => { if (!f()) return; });'), [[undefined, undefined, undefined]]);
  assert.deepEqual(await use("try { if (!f()) throw new Error('no'); } catch { return 0; }"), [[undefined, undefined, undefined]]);
  assert.deepEqual(await use('for (const row of rows) f(row);'), [[undefined, undefined, true]]);
  assert.deepEqual(await use('for (const row of f()) print(row);'), [[undefined, undefined, undefined]]);
  assert.deepEqual(await use('while (rows.length) queue(() => f());'), [[undefined, undefined, undefined]]);
});
