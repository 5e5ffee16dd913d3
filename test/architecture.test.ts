import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ts } from 'ts-morph';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');

interface Import {
  readonly file: string;
  /** `analysis`, `tutor.ts`, `webview`: the row of the table the file belongs to. */
  readonly room: string;
  readonly specifier: string;
  /** The imported file relative to the project, for relative imports. */
  readonly target?: string;
  readonly targetRoom?: string;
  readonly typeOnly: boolean;
}

/** Row → rooms it may import from; `types:room` allows types only. Own folder, `terms` and `safety` are always allowed. */
const allowed: Record<string, readonly string[]> = {
  terms: [],
  safety: [],
  charts: [],
  git: [],
  llm: [],
  changes: ['git'],
  analysis: ['types:changes'],
  exercises: ['changes', 'analysis'],
  explain: ['changes', 'llm', 'types:analysis', 'types:exercises'],
  learning: ['types:changes', 'types:analysis', 'types:exercises'],
  store: ['types:changes', 'types:analysis', 'types:exercises', 'types:learning', 'types:llm', 'types:stories'],
  report: ['git', 'charts', 'learning', 'types:changes', 'types:analysis'],
  stories: ['git', 'llm', 'changes', 'analysis', 'exercises', 'explain', 'learning', 'report', 'charts'],
  'tutor.ts': ['git', 'llm', 'changes', 'analysis', 'exercises', 'explain', 'learning', 'report', 'charts', 'stories'],
  'editorHost.ts': [],
  'protocol.ts': [],
  'engineProtocol.ts': ['types:tutor.ts', 'types:editorHost.ts'],
  'engineClient.ts': ['types:tutor.ts', 'types:editorHost.ts', 'engineProtocol.ts'],
  'engine.ts': ['*'],
  'cli.ts': ['*'],
  'cliJson.ts': ['*'],
  'cliOutput.ts': ['*'],
  'cliOptions.ts': [],
  'sandboxProcess.ts': ['exercises'],
  editor: ['engineClient.ts', 'protocol.ts', 'types:*'],
  'extension.ts': ['editor', 'engineClient.ts', 'types:*'],
  webview: ['types:protocol.ts', 'types:terms', 'charts'],
};
const neverFromTheProduct = ['editor', 'extension.ts', 'webview'];

const onlyHere: readonly { readonly what: string; readonly specifier: RegExp; readonly rooms: readonly string[] }[] = [
  { what: 'vscode', specifier: /^vscode$/u, rooms: ['editor', 'extension.ts'] },
  { what: 'ts-morph', specifier: /^ts-morph$/u, rooms: ['analysis', 'exercises'] },
  { what: 'SQL', specifier: /^node:sqlite$/u, rooms: ['store'] },
  {
    what: 'the network',
    specifier: /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns)(?:\/.*)?$|^undici$|^@anthropic-ai\//u,
    rooms: ['llm', 'report'],
  },
  { what: 'git', specifier: /^simple-git$/u, rooms: ['git'] },
  { what: 'processes', specifier: /^(?:node:)?child_process$/u, rooms: ['git', 'engineClient.ts', 'exercises'] },
  { what: 'code under study', specifier: /^quickjs|^@jitl\/|^(?:node:)?vm$/u, rooms: ['sandboxProcess.ts', 'exercises/sandbox'] },
  { what: 'the component library', specifier: /^@vscode\/webview-ui-toolkit/u, rooms: ['webview/toolkit.ts'] },
];

function filesUnder(folder: string): readonly string[] {
  return readdirSync(join(home, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(home, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

function roomOf(file: string): string {
  const [top = '', second = ''] = file.split('/');
  return top === 'src' ? second : top;
}

function importsOf(file: string): readonly Import[] {
  const source = ts.createSourceFile(file, readFileSync(join(home, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean): void => {
    const target = specifier.startsWith('.') ? relative(home, join(home, dirname(file), specifier)).replaceAll('\\', '/') : undefined;
    found.push({ file, room: roomOf(file), specifier, typeOnly, ...(target !== undefined && { target, targetRoom: roomOf(target) }) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier))
      add(node.moduleSpecifier.text, node.importClause?.isTypeOnly === true);
    if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
      add(node.moduleSpecifier.text, node.isTypeOnly);
    const called = ts.isCallExpression(node) ? node.arguments[0] : undefined;
    const loads =
      ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword ||
        /(?:^|\.)(?:require|getBuiltinModule)$/u.test(node.expression.getText(source)));
    if (loads && called && ts.isStringLiteralLike(called)) add(called.text, false);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
      add(node.argument.literal.text, true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const sources = [...filesUnder('src'), ...filesUnder('webview')];
const imports = sources.flatMap(importsOf);

function mayImport(from: Import): boolean {
  const { room, targetRoom = '', typeOnly } = from;
  if (targetRoom === 'package.json') return room === 'cli.ts';
  if (room === targetRoom || targetRoom === 'terms' || (targetRoom === 'safety' && room !== 'terms')) return true;
  const row = allowed[room] ?? [];
  if (row.includes('*')) return !neverFromTheProduct.includes(targetRoom);
  return row.includes(targetRoom) || (typeOnly && (row.includes(`types:${targetRoom}`) || row.includes('types:*')));
}

test('the architecture test sees the product', () => {
  assert.ok(sources.length >= 60, `only ${sources.length} files seen`);
  assert.ok(imports.length >= 150, `only ${imports.length} imports seen`);
});

test('every room is in the import table', () => {
  assert.deepEqual([...new Set(sources.map(roomOf))].filter((room) => !(room in allowed)).sort(), []);
});

test('imports follow the table', () => {
  const wrong = imports.filter((from) => from.target !== undefined && !mayImport(from));
  assert.deepEqual(
    wrong.map(({ file, target, typeOnly }) => `${file} → ${target}${typeOnly ? ' (types)' : ''}`),
    [],
  );
});

test('the product never imports its tests, nor anything outside itself by path but its own manifest', () => {
  const inside = /^(?:src|webview)\/|^package\.json$/u;
  const wrong = imports.filter(({ target }) => target !== undefined && !inside.test(target));
  assert.deepEqual(
    wrong.map(({ file, target }) => `${file} → ${target}`),
    [],
  );
});

for (const { what, specifier, rooms } of onlyHere) {
  test(`${what} only in ${rooms.join(', ')}`, () => {
    const uses = imports.filter((from) => specifier.test(from.specifier));
    const outside = uses.filter(
      ({ file, room }) => !rooms.includes(room) && !rooms.some((place) => file === place || file.startsWith(`src/${place}/`)),
    );
    assert.deepEqual(
      outside.map(({ file }) => file),
      [],
    );
  });
}

test('imports form no cycle, types included', () => {
  const edges = new Map(sources.map((file) => [file, importsOf(file).flatMap(({ target }) => target ?? [])]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) return void cycles.push([...path.slice(at), file].join(' → '));
    if (done.has(file)) return;
    for (const next of edges.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of sources) walk(file, []);
  assert.deepEqual(cycles, []);
});

test('files are named for what they hold: no drawers, no barrels, no default exports, none over 300 lines', () => {
  const wrong = sources.flatMap((file) => {
    const text = readFileSync(join(home, file), 'utf8');
    const faults: string[] = [];
    if (/(?:^|\/)(?:utils?|helpers?|common|types|misc|index)\.ts$/u.test(file)) faults.push('a drawer');
    if (/^export default /mu.test(text)) faults.push('a default export');
    if (/^export (?:type )?(?:\*|\{[^}]*\}) from /mu.test(text)) faults.push('a re-export');
    if (text.split('\n').length > 301) faults.push('over 300 lines');
    return faults.map((fault) => `${file}: ${fault}`);
  });
  assert.deepEqual(wrong, []);
});
