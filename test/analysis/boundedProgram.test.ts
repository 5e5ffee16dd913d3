import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ts } from 'ts-morph';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import { createDocumentCache } from '../../src/analysis/documentCache.ts';
import { memoryHost } from './memoryHost.ts';

const cache = createDocumentCache();
const tsconfig = '{ "compilerOptions": { "strict": true, "target": "ES2022", "types": [] } }';

function messages(
  files: Readonly<Record<string, string>>,
  entry = '/repo/a.ts',
  links: Readonly<Record<string, string>> = {},
): readonly string[] {
  const program = openBoundedProgram({ entry, overlays: new Map(), root: '/repo', host: memoryHost(files, links), cache });
  return program.diagnostics(entry).map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
}

test('types of the standard library and of imported files are known', () => {
  const found = messages({
    '/repo/tsconfig.json': tsconfig,
    '/repo/a.ts': "import { b } from './b.js';\nexport const a: string = b().then((n) => n.toFixed());",
    '/repo/b.ts': 'export const b = async (): Promise<number> => 1;',
  });
  assert.deepEqual(found, ["Type 'Promise<string>' is not assignable to type 'string'."]);
});

test('declarations of packages inside the root are read', () => {
  const found = messages({
    '/repo/a.ts': "import { cents } from 'money';\nexport const a: string = cents;",
    '/repo/node_modules/money/package.json': '{ "name": "money", "types": "index.d.ts" }',
    '/repo/node_modules/money/index.d.ts': 'export declare const cents: number;',
  });
  assert.deepEqual(found, ["Type 'number' is not assignable to type 'string'."]);
});

test('an unsaved text replaces the one on disk', () => {
  const host = memoryHost({ '/repo/a.ts': 'export const a = 1;' });
  const overlays = new Map([['/repo/a.ts', 'export const a: string = 1;']]);
  const program = openBoundedProgram({ entry: '/repo/a.ts', overlays, root: '/repo', host, cache });
  assert.equal(program.diagnostics('/repo/a.ts').length, 1);
  assert.equal(program.sourceFile('/repo/a.ts')?.text, overlays.get('/repo/a.ts'));
});

test('opening again after one edit parses that one file', () => {
  const shared = createDocumentCache();
  const files = { '/repo/a.ts': "import { b } from './b';\nexport const a = b;", '/repo/b.ts': 'export const b = 1;' };
  const open = (text: string): ReturnType<typeof openBoundedProgram> =>
    openBoundedProgram({
      entry: '/repo/a.ts',
      overlays: new Map([['/repo/a.ts', text]]),
      root: '/repo',
      host: memoryHost(files),
      cache: shared,
    });
  const first = open(files['/repo/a.ts']);
  const second = open(`${files['/repo/a.ts']}\nexport const c: string = a;`);
  assert.equal(second.sourceFile('/repo/b.ts'), first.sourceFile('/repo/b.ts'));
  assert.notEqual(second.sourceFile('/repo/a.ts'), first.sourceFile('/repo/a.ts'));
  assert.equal(second.diagnostics('/repo/a.ts').length, 1);
});

test('an import that led nowhere is looked up again when its file has come', () => {
  const shared = createDocumentCache();
  const files: Record<string, string> = { '/new/a.ts': "import { b } from './b';\nexport const a: string = b;" };
  const diagnose = (): number =>
    openBoundedProgram({ entry: '/new/a.ts', overlays: new Map(), root: '/new', host: memoryHost(files), cache: shared }).diagnostics(
      '/new/a.ts',
    ).length;
  assert.equal(diagnose(), 1);
  files['/new/b.ts'] = "export const b = 'x';";
  assert.equal(diagnose(), 0);
});

test('neither imports, configuration nor links lead out of the root', () => {
  const files = {
    '/repo/tsconfig.json':
      '{ "extends": "../outside/base.json", "compilerOptions": { "strict": true, "types": [], "baseUrl": "/outside", "paths": { "x": ["/outside/x.ts"] } } }',
    '/repo/a.ts':
      "import '../outside/x';\nimport 'x';\nimport './linked/x';\nimport './one';\n/// <reference path=\"/outside/x.ts\" />\nexport const a = 1;",
    '/outside/base.json': '{ "compilerOptions": { "strict": false } }',
    '/outside/x.ts': 'export const secret = 1;',
  };
  const host = memoryHost(files, { '/repo/linked': '/outside', '/repo/one.ts': '/outside/x.ts' });
  openBoundedProgram({ entry: '/repo/a.ts', overlays: new Map(), root: '/repo', host, cache }).diagnostics('/repo/a.ts');
  assert.deepEqual(
    host.read.filter((file) => !file.startsWith('/repo/')),
    [],
  );
  assert.ok(host.read.includes('/repo/a.ts'));
});

test('options come from the nearest configuration and from what it extends inside the root; a plugin is only data', () => {
  const files = {
    '/repo/tsconfig.base.json': '{ "compilerOptions": { "strict": true } }',
    '/repo/app/tsconfig.json':
      '{ /* comment */ "extends": "../tsconfig.base", "compilerOptions": { "types": [], "plugins": [{ "name": "./evil.js" }] } }',
    '/repo/app/a.ts': 'export const a = (b) => b;',
  };
  assert.deepEqual(messages(files, '/repo/app/a.ts'), ["Parameter 'b' implicitly has an 'any' type."]);
  const loose = { ...files, '/repo/tsconfig.base.json': '{ "compilerOptions": { "strict": false } }' };
  assert.deepEqual(messages(loose, '/repo/app/a.ts'), []);
});

test('beyond the limit imports stay unresolved instead of growing the program', () => {
  const files: Record<string, string> = { '/repo/tsconfig.json': tsconfig };
  for (let index = 0; index < 20; index += 1) files[`/repo/f${index}.ts`] = `import './f${index + 1}';\nexport const a${index} = 1;`;
  const host = memoryHost(files);
  openBoundedProgram({ entry: '/repo/f0.ts', overlays: new Map(), root: '/repo', host, cache, maximumFiles: 5 });
  assert.equal(host.read.filter((file) => file.endsWith('.ts')).length, 5);
});
