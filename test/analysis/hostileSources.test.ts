import assert from 'node:assert/strict';
import { performance } from 'node:perf_hooks';
import { test } from 'node:test';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import { detectConcepts } from '../../src/analysis/detectConcepts.ts';
import { detectFacts } from '../../src/analysis/detectFacts.ts';
import type { IndexStore } from '../../src/analysis/indexStore.ts';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';
import { createRepositoryIndex } from '../../src/analysis/repositoryIndex.ts';
import { skipReason } from '../../src/analysis/skipReason.ts';
import { memoryHost } from './memoryHost.ts';

/** What is left alone, and why. */
const refused: readonly (readonly [what: string, text: string, reason: string])[] = [
  ['a literal of ten megabytes', `export const data = "${'x'.repeat(10_000_000)}";`, 'larger than 1 MB'],
  ['ten megabytes of array', `export const data = [${'1,\n'.repeat(3_000_000)}];`, 'larger than 1 MB'],
  ['a minified line', `export const a=${'b+c,'.repeat(2_000)}d;`, 'minified: a line of more than 5,000 characters'],
  ['brackets without end', `const a = ${'[\n'.repeat(5_000)}`, 'nested more than 256 levels deep'],
  ['braces without end', 'if (a) {\n'.repeat(5_000), 'nested more than 256 levels deep'],
  ['a tower of arrows', `const f = ${'(a) =>\n('.repeat(600)}`, 'nested more than 256 levels deep'],
  ['a sum without end', `const a = 1${'\n + 1'.repeat(50_000)};`, 'one expression of more than 1,000 operators'],
  ['a chain of choices', `const a = ${'b ?\nc : '.repeat(5_000)}d;`, 'one expression of more than 1,000 operators'],
  ['a comma that never ends', `${'a,\n'.repeat(50_000)}b;`, 'one list of more than 1,000 parts'],
  ['calls after calls', `${'f(),\n'.repeat(50_000)}b;`, 'one list of more than 1,000 parts'],
  ['an or of numbers', `const a = 1${'\n | 1'.repeat(50_000)};`, 'one expression of more than 1,000 operators'],
  ['bytes', 'MZ\u0000\u0001\u0002', 'not text'],
];

/** The fastest of several tries: what the machine does besides is none of the decision. */
function fastest(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

test('files made to hurt a parser are refused with their reason, in less than a frame or two', () => {
  for (const [what, text, reason] of refused) {
    assert.equal(skipReason('src/a.ts', text), reason, what);
    assert.ok(fastest(() => skipReason('src/a.ts', text)) < 20, what);
  }
});

test('texts that invite backtracking are read without it', () => {
  const texts = [
    `// ${'@generate'.repeat(100_000)}`,
    `/* ${'DO NOT '.repeat(100_000)} */`,
    `${' '.repeat(4_000)}\n`.repeat(200),
    `import ${'a,'.repeat(2_000)} from 'x';`,
    `else${' '.repeat(4_900)}\n`.repeat(100),
    `const re = /${'(a+)+'.repeat(900)}$/;`,
  ];
  for (const text of texts) {
    const start = performance.now();
    if (skipReason('src/a.ts', text) === undefined) {
      for (const located of locateUnits(parseSource('/repo/src/a.ts', text), 'src/a.ts')) {
        detectFacts(located, { callSites: [] });
        detectConcepts(located);
      }
    }
    // Backtracking would take minutes.
    assert.ok(performance.now() - start < 5_000, text.slice(0, 30));
  }
});

test('whatever is still within bounds is analysed without a throw', () => {
  const texts = [
    `function f() { return ${'('.repeat(200)}1${')'.repeat(200)}; }`,
    `function f(a) { ${'if (a) { '.repeat(120)}g(); ${'}'.repeat(120)} }`,
    `const x = { ${'a: { '.repeat(100)}b() { return 1; } ${'}'.repeat(100)} };`,
    `function f() { a${'.b()'.repeat(450)}; }`,
    `const list = [\n${'  { a: 1, b: f(2, 3) },\n'.repeat(2_000)}];\nfunction f() { if (a) b(); }`,
    `function f(a) { return a${'\n + a'.repeat(990)}; }`,
    `function f(a) { return (${'a,\n'.repeat(990)}a); }`,
    `type Icon = ${Array.from({ length: 3_000 }, (_, at) => `'icon-${at}'`).join('\n | ')};\nfunction f() { if (a) b(); }`,
    `const map = {\n${Array.from({ length: 3_000 }, (_, at) => `  key${at}: ${at},`).join('\n')}\n};\nfunction f() { if (a) b(); }`,
    'class { constructor( { super( }',
    'function f(a = f(a = f(a =',
    '\uFEFF\u202Efunction f() { return "\uD800"; }',
    'function __proto__() { if (constructor) return toString; }\nconst hasOwnProperty = () => { if (a) b(); };',
    'function* f() { yield* yield; await await await; }',
  ];
  for (const text of texts) {
    assert.equal(skipReason('a.ts', text), undefined, text.slice(0, 40));
    for (const located of locateUnits(parseSource('/repo/a.ts', text), 'a.ts')) {
      detectFacts(located, { callSites: [] });
      detectConcepts(located);
    }
  }
});

test('the index lists what it left alone and goes on with the rest', async () => {
  const files: Readonly<Record<string, string>> = {
    'bomb.ts': '[\n'.repeat(5_000),
    'big.ts': 'x'.repeat(2_000_000),
    'node_modules/p/a.ts': 'export const a = 1;',
    'good.ts': 'export function good() { return 1; }',
  };
  const store: IndexStore = { loadAll: () => new Map(), save: () => {}, keepOnly: () => {} };
  const index = createRepositoryIndex({
    root: '/repo',
    listFiles: async () => [...Object.keys(files), 'gone.ts'],
    readFile: async (file) => files[file.slice('/repo/'.length)],
    store,
    clock: { now: () => 0, after: () => () => {} },
  });
  const summary = await index.build();
  assert.equal(summary.files, 1);
  assert.deepEqual(summary.skipped, [
    { path: 'bomb.ts', reason: 'nested more than 256 levels deep' },
    { path: 'big.ts', reason: 'larger than 1 MB' },
    { path: 'node_modules/p/a.ts', reason: 'third-party code in node_modules' },
    { path: 'gone.ts', reason: 'unreadable' },
  ]);
});

test('a configuration with plugins, absolute paths and a way out reads nothing outside and runs nothing', () => {
  const config = {
    extends: ['../../etc/tsconfig.json', '/etc/tsconfig.json', './loop.json'],
    compilerOptions: {
      plugins: [{ name: '../evil' }],
      baseUrl: '/',
      paths: { '*': ['/etc/*'] },
      typeRoots: ['/etc'],
      rootDirs: ['/', '..'],
      types: ['evil'],
    },
    include: ['/**/*'],
    references: [{ path: '/etc' }],
  };
  const host = memoryHost(
    {
      '/shop/repo/a.ts':
        "import { secret } from 'passwd';\nimport up from '../../etc/passwd';\nimport link from './link/passwd';\nexport const a = [secret, up, link];",
      '/shop/repo/tsconfig.json': JSON.stringify(config),
      '/shop/repo/loop.json': '{ "extends": "./loop.json" }',
      '/shop/evil/index.js': 'throw new Error("ran");',
      '/etc/passwd.ts': 'export const secret = 1;',
      '/etc/tsconfig.json': '{}',
    },
    { '/shop/repo/link': '/etc', '/shop/repo/again': '/shop/repo' },
  );
  const program = openBoundedProgram({ entry: '/shop/repo/a.ts', overlays: new Map(), root: '/shop/repo', host });
  assert.ok(program.sourceFile('/shop/repo/a.ts'));
  program.diagnostics('/shop/repo/a.ts');
  const outside = host.read.filter((file) => !file.startsWith('/shop/repo/'));
  assert.deepEqual(outside, []);
});
