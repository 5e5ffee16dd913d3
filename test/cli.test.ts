import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { createGitRepository } from './builders/gitRepository.ts';
import { checkProblems, explainProblems, indexProblems } from './corpus/checkSchema.ts';
import { runCli, type CliRun } from './corpus/runCli.ts';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'understand-cli-')));
const cache = join(folder, 'cache');
after(() => rmSync(folder, { recursive: true, force: true }));

const checkout = `import { charge, release } from './payments.ts';

export async function checkout(order: { status: string; id: string }): Promise<string> {
  if (order.status !== 'open') return 'closed';
  order.status = 'charged';
  try {
    await charge(order.id);
  } catch {
    await release(order.id);
    return 'declined';
  }
  return 'paid';
}
`;

function write(path: string, text: string | Buffer): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

before(() => {
  write('shop/package.json', '{}');
  write('shop/src/checkout.ts', checkout);
  write(
    'shop/src/payments.ts',
    'export async function charge(id: string): Promise<void> { void id; }\nexport async function release(id: string): Promise<void> { void id; }\n',
  );
  write('shop/src/broken.ts', `${checkout}\nexport function half( {\n`);
  write('shop/src/rubbish.ts', ')))) {{{{ not a program');
  write('shop/src/binary.ts', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 3, 0]));
  write('shop/src/huge.ts', `export const rows = [\n${'  [1, 2, 3],\n'.repeat(850_000)}];\n`);
  write('shop/README.md', '# Shop');
  write('empty/notes.txt', 'nothing');
});

async function run(...args: readonly string[]): Promise<CliRun> {
  return await runCli(args, { cwd: join(folder, 'shop'), cache });
}

test('explain prints JSON as published', async () => {
  const { exit, stdout, stderr } = await run('explain', 'src/checkout.ts', '--json');
  assert.deepEqual([exit, stderr], [0, '']);
  assert.deepEqual(explainProblems(JSON.parse(stdout)), []);
  assert.match(stdout, /"path":"src\/checkout\.ts","name":"checkout"/u);
});

test('check asks about the unit around a line, the same with the same seed', async () => {
  const [first, again] = await Promise.all([
    run('check', 'src/checkout.ts:7', '--json', '--seed', '3'),
    run('check', 'src/checkout.ts:7', '--json', '--seed', '3'),
  ]);
  assert.equal(first.exit, 0);
  assert.deepEqual(checkProblems(JSON.parse(first.stdout)), []);
  assert.equal((JSON.parse(first.stdout) as { units: readonly unknown[] }).units.length, 1);
  assert.equal(first.stdout, again.stdout);
});

test('check with --max prints the most valuable questions only', async () => {
  const { stdout } = await run('check', 'src/checkout.ts', '--json', '--max', '1');
  const { units } = JSON.parse(stdout) as { units: readonly { exercises: readonly unknown[] }[] };
  assert.deepEqual(
    units.map(({ exercises }) => exercises.length),
    [1],
  );
});

test('index prints what it read and what it left alone, and reuses it', async () => {
  const { exit, stdout } = await run('index', 'src', '--json');
  const document = JSON.parse(stdout) as { files: number; skipped: readonly { path: string }[] };
  assert.equal(exit, 0);
  assert.deepEqual(indexProblems(document), []);
  assert.deepEqual(document.skipped.map(({ path }) => path).toSorted(), ['binary.ts', 'huge.ts']);
  assert.equal(document.files, 4);
  assert.deepEqual(
    readdirSync(join(cache, 'understand-this')).filter((name) => name === 'index.db'),
    ['index.db'],
  );
});

test('a file that does not parse in places shows the units that do, with one warning', async () => {
  const { exit, stdout, stderr } = await run('explain', 'src/broken.ts', '--json');
  assert.equal(exit, 0);
  assert.match(stdout, /"name":"checkout"/u);
  assert.match(stderr, /^src\/broken\.ts: Line \d+ does not parse; only the parts that do are covered\.\n$/u);
});

const refusals: readonly (readonly [string, readonly string[], number, string])[] = [
  ['a missing file', ['explain', 'src/missing.ts'], 4, 'src/missing.ts does not exist.'],
  ['a binary file', ['check', 'src/binary.ts'], 4, 'src/binary.ts is left alone: not text.'],
  ['a file in which nothing parses', ['explain', 'src/rubbish.ts'], 4, 'src/rubbish.ts does not parse.'],
  ['a file of 10 MB', ['explain', 'src/huge.ts'], 3, 'src/huge.ts is left alone: larger than 1 MB.'],
  ['a file of another language', ['explain', 'README.md'], 3, 'README.md is not TypeScript or JavaScript source.'],
  ['a folder without code', ['check', '../empty'], 3, '../empty holds no TypeScript or JavaScript files.'],
  ['a line outside every unit', ['explain', 'src/checkout.ts:2'], 3, 'No function or class stands at line 2 of src/checkout.ts.'],
  ['a range without git', ['check', '--range', 'A..B'], 4, '.: This folder is not in a git repository.'],
  ['a range of one commit', ['check', '--range', 'HEAD'], 2, '--range takes two commits as A..B, not "HEAD".'],
  ['an unknown flag', ['check', '--frobnicate', 'x'], 2, "Unknown option '--frobnicate'; see understand-this --help."],
  ['an unknown command', ['explode'], 2, 'There is no command "explode"; see understand-this --help.'],
  ['a command that is still to come', ['change', 'x'], 2, 'The command change is planned and not built yet.'],
  ['blame of a binary file', ['blame', 'src/binary.ts'], 4, 'src/binary.ts is not text.'],
  ['blame of a line beyond the end', ['blame', 'src/checkout.ts:99'], 3, 'src/checkout.ts has no line 99.'],
  ['blame of a range without git', ['blame', '--range', 'A..B'], 4, '.: This folder is not in a git repository.'],
  ['a store that is not there', ['blame', 'src/checkout.ts', '--store', 'none.db'], 4, 'none.db does not exist.'],
  ['a store for another command', ['check', 'x', '--store', 'none.db'], 2, '--store belongs to blame and explain.'],
  ['a seed that is no number', ['check', 'x', '--seed', 'y'], 2, '--seed takes a whole number from 0 on, not "y".'],
];

for (const [what, args, code, sentence] of refusals) {
  test(`${what} gets one sentence and exit code ${code}`, async () => {
    assert.deepEqual(await run(...args), { exit: code, stdout: '', stderr: `${sentence}\n` });
  });
}

test('help names what works, and nothing else', async () => {
  const { exit, stdout } = await run('--help');
  assert.equal(exit, 0);
  assert.match(stdout, /explain PATH[\s\S]*check PATH[\s\S]*blame PATH[\s\S]*index DIR/u);
  assert.doesNotMatch(stdout, /report/u);
});

test('a link inside a folder is not followed', async () => {
  write('linked/own.ts', checkout);
  symlinkSync(join(folder, 'shop/src'), join(folder, 'linked/away'));
  const { stdout } = await run('index', '../linked', '--json');
  assert.equal((JSON.parse(stdout) as { files: number }).files, 1);
});

test('a range asks about the units it touched, and leaves the repository as it was', async () => {
  const repository = createGitRepository();
  repository.write('src/checkout.ts', checkout);
  repository.write('src/other.ts', 'export function other(): number {\n  return 1;\n}\n');
  const before = repository.commit('Add the checkout');
  repository.write('src/checkout.ts', checkout.replace("    return 'declined';\n", ''));
  repository.commit('Drop the early return');
  const fingerprint = repository.fingerprint();
  const { exit, stdout, stderr } = await run('check', '--range', `${before}..HEAD`, '--repo', repository.root, '--json');
  assert.deepEqual([exit, stderr], [0, '']);
  assert.deepEqual(checkProblems(JSON.parse(stdout)), []);
  const { units } = JSON.parse(stdout) as { units: readonly { unit: { name: string } }[] };
  assert.deepEqual(
    units.map(({ unit }) => unit.name),
    ['checkout'],
  );
  assert.equal(repository.fingerprint(), fingerprint);
  const same = await run('check', '--range', 'HEAD..HEAD', '--repo', repository.root);
  assert.deepEqual([same.exit, same.stderr], [3, 'HEAD..HEAD changes no TypeScript or JavaScript.\n']);
  repository.dispose();
});

test('a range that moves a package tells what of it the code uses, in text and in JSON', async (context) => {
  const repository = createGitRepository();
  context.after(() => repository.dispose());
  const manifest = (range: string): string => JSON.stringify({ dependencies: { timing: range } }, null, 2);
  repository.write('.gitignore', 'node_modules\n');
  repository.write('package.json', manifest('^1.0.0'));
  repository.write('src/search.ts', "import { debounce } from 'timing';\nexport const search = (run: () => void) => debounce(run);\n");
  repository.commit('Search');
  repository.write('node_modules/timing/package.json', JSON.stringify({ version: '2.1.0', types: 'index.d.ts' }));
  repository.write(
    'node_modules/timing/index.d.ts',
    '/** @deprecated Use later. */\nexport declare function debounce(run: () => void): void;\n',
  );
  repository.write('package.json', manifest('^2.0.0'));
  repository.commit('Newer timing');
  const text = await run('explain', '--range', 'HEAD~1..HEAD', '--repo', repository.root);
  assert.deepEqual([text.exit, text.stderr], [0, '']);
  assert.match(text.stdout, /^package\.json:3 {2}package\n {2}Moves `timing` from `\^1\.0\.0` to `\^2\.0\.0`: a new major version\.\n/u);
  const { exit, stdout } = await run('check', '--range', 'HEAD~1..HEAD', '--repo', repository.root, '--json');
  assert.deepEqual(checkProblems(JSON.parse(stdout)), []);
  const { packages, units } = JSON.parse(stdout) as {
    units: unknown;
    packages: readonly { notes: readonly { text: string; place?: unknown }[] }[];
  };
  assert.deepEqual([exit, units, packages.length], [0, [], 1]);
  assert.deepEqual(packages[0]?.notes[0], {
    text: '`debounce` is marked as deprecated: “Use later.”',
    basis: 'types',
    place: { path: 'src/search.ts', line: 2 },
  });
});

test('blame prints JSON as published, for a range and for a file, and leaves the repository as it was', async () => {
  const repository = createGitRepository();
  repository.write('src/checkout.ts', checkout);
  repository.write('notes.py', 'one = 1\n');
  const before = repository.commit('Add the checkout');
  repository.write('notes.py', 'one = 1\ntwo = 2\n');
  repository.commit('Add two\n\nCo-Authored-By: Claude Opus 4.6 <noreply@anthropic.com>\n');
  const fingerprint = repository.fingerprint();
  const ranged = await run('blame', '--range', `${before}..HEAD`, '--repo', repository.root, '--json');
  assert.deepEqual([ranged.exit, ranged.stderr], [0, '']);
  const { files, totals } = JSON.parse(ranged.stdout) as { files: unknown; totals: unknown };
  const where = `commit ${repository.git('rev-parse', 'HEAD').slice(0, 10)}`;
  assert.deepEqual(files, [
    {
      path: 'notes.py',
      lines: [
        {
          line: 2,
          origin: { kind: 'ai', confidence: 0.7, tool: 'Claude', model: 'Claude Opus 4.6' },
          evidence: [{ source: 'commit-trailer', strength: 0.7, where, why: 'The commit names Claude as co-author.' }],
        },
      ],
    },
  ]);
  assert.deepEqual(totals, { ai: 1, human: 0, mixed: 0, unknown: 0 });
  const file = await run('blame', join(repository.root, 'notes.py'));
  assert.equal(
    file.stdout,
    [
      '2 lines: 1 ai, 0 human, 0 mixed, 1 unknown',
      '',
      'notes.py',
      'unknown          │ 1 │ one = 1',
      'ai 0.70 Claude   │ 2 │ two = 2',
      `  1 × The commit names Claude as co-author. (${where})`,
      '',
    ].join('\n'),
  );
  assert.equal(repository.fingerprint(), fingerprint);
  repository.dispose();
});

test('Ctrl-C ends the command and the processes it started', async () => {
  write('many/package.json', '{}');
  for (let index = 0; index < 40; index += 1) write(`many/src/checkout${index}.ts`, checkout.replaceAll('checkout', `checkout${index}`));
  const cli = join(import.meta.dirname, '../src/cli.ts');
  const child = spawn(process.execPath, [cli, 'check', join(folder, 'many')], {
    env: { ...process.env, XDG_CACHE_HOME: cache },
    stdio: 'ignore',
  });
  const sandboxes = (): readonly string[] => {
    const listed = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(child.pid)], { encoding: 'utf8' }).stdout;
    return listed.split('\n').flatMap((line) => (line.includes('sandboxProcess') ? [line.trim().split(' ')[0] ?? ''] : []));
  };
  let started: readonly string[] = [];
  while (started.length === 0 && child.exitCode === null) {
    started = sandboxes();
    await new Promise((resume) => setImmediate(resume));
  }
  assert.ok(started.length > 0, 'the sandbox was never started');
  child.kill('SIGINT');
  const [code] = (await once(child, 'close')) as [number | null];
  assert.equal(code, 130);
  // A killed process may wait a moment for the system to take it away.
  const isRunning = (pid: string): boolean => /^[^Z]/u.test(spawnSync('ps', ['-o', 'stat=', '-p', pid], { encoding: 'utf8' }).stdout);
  const latest = Date.now() + 10_000;
  while (started.some(isRunning) && Date.now() < latest) await new Promise((resume) => setImmediate(resume));
  assert.deepEqual(started.filter(isRunning), []);
});

test('the bundle parses on an old Node and says in one sentence that it is too old', async () => {
  const bundle = write('dist/cli.js', '');
  write('dist/package.json', '{"type":"commonjs"}');
  await build({
    entryPoints: [join(import.meta.dirname, '../src/cli.ts')],
    outfile: bundle,
    allowOverwrite: true,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    banner: { js: "const bundledUrl=require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': 'bundledUrl' },
    logLevel: 'error',
  });
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '22.12.0' }); process.argv[1] = ${JSON.stringify(bundle)}; require(process.argv[1])`;
  const pretended = spawnSync(process.execPath, ['-e', pretend], { encoding: 'utf8' });
  assert.deepEqual([pretended.status, pretended.stderr], [2, 'understand-this needs Node 22.13 or newer, and this is Node 22.12.0.\n']);
  const installed = (process.env['PATH'] ?? '').split(':').map((each) => join(each, 'node'));
  for (const node of new Set([process.execPath, ...installed])) {
    if (!existsSync(node)) continue;
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout;
    const { status, stderr } = spawnSync(node, [bundle, '--version'], { encoding: 'utf8' });
    const [major = 0, minor = 0] = version.slice(1).split('.').map(Number);
    const isOld = major < 22 || (major === 22 && minor < 13);
    assert.deepEqual([node, status, stderr.includes('needs Node 22.13')], [node, isOld ? 2 : 0, isOld]);
  }
});
