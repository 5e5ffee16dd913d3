import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import { createDocumentCache } from '../../src/analysis/documentCache.ts';
import { createRepositoryIndex } from '../../src/analysis/repositoryIndex.ts';
import { readRange } from '../../src/changes/rangeChange.ts';
import { openRepository } from '../../src/git/repository.ts';
import { readSource } from '../../src/safety/readSource.ts';
import { openStore } from '../../src/store/openStore.ts';
import { packagesChanged } from '../../src/stories/packagesChanged.ts';
import { systemClock as clock } from '../../src/terms/clock.ts';
import type { PackageNews } from '../../src/terms/packageNews.ts';
import { createGitRepository, type GitRepository } from '../builders/gitRepository.ts';

/** Parsed declarations, shared by the programs of all cases. */
const cache = createDocumentCache();
const modules = join(import.meta.dirname, '../../node_modules');

/** A project whose first commit asks for what `before` names. */
function project(context: TestContext, before: object, files: Readonly<Record<string, string>>): GitRepository {
  const repository = createGitRepository();
  context.after(() => repository.dispose());
  repository.write('.gitignore', 'node_modules\n');
  repository.write('package.json', manifest(before));
  for (const [path, text] of Object.entries(files)) repository.write(path, text);
  repository.commit('start');
  return repository;
}

function manifest(dependencies: object): string {
  return `${JSON.stringify({ name: 'shop', dependencies }, null, 2)}\n`;
}

/** Puts a package of this repository's own `node_modules` there, as npm would. */
function install({ root }: GitRepository, from: string, to: string): void {
  cpSync(join(modules, from), join(root, 'node_modules', to), { recursive: true });
}

/** What the last commit means for packages. */
async function newsOf({ root }: GitRepository): Promise<readonly PackageNews[]> {
  const repository = await openRepository(root);
  assert.ok(repository.ok);
  const change = await readRange(repository.value, 'HEAD~1', 'HEAD');
  assert.ok(change.ok);
  const listed = await repository.value.listFiles();
  const store = openStore({ file: undefined, clock });
  const listFiles = (): Promise<readonly string[]> => Promise.resolve(listed.ok ? listed.value : []);
  const index = createRepositoryIndex({ root, listFiles, readFile: readSource, store: store.index, clock });
  await index.build();
  store.close();
  return await packagesChanged(change.value, {
    index,
    readText: readSource,
    openProgram: (request) => openBoundedProgram({ ...request, cache }),
  });
}

function inWords(news: readonly PackageNews[]): readonly string[] {
  return news.flatMap(({ text, notes }) => [
    text,
    ...notes.map(({ text: words, place }) => `- ${words}${place ? ` ${place.path}:${String(place.line)}` : ''}`),
  ]);
}

const page = `import { decode, encode, DecodingMode } from 'entities';
export function shown(text: string): string {
  return decode(text, { mode: DecodingMode.Strict });
}
export function kept(text: string): string {
  return encode(text);
}
`;

test('an added package is told with what is used of it, where, what its types say, and how much there is', async (context) => {
  const repository = project(context, {}, {});
  install(repository, 'entities', 'entities');
  repository.write('package.json', manifest({ entities: '^4.5.0' }));
  repository.write('src/page.ts', page);
  repository.commit('show entities');
  const [news] = await newsOf(repository);
  assert.deepEqual([news?.kind, news?.path, news?.line], ['added', 'package.json', 4]);
  assert.deepEqual(inWords(await newsOf(repository)), [
    'Adds `entities` (`^4.5.0`).',
    '- Used in 1 file, 3 names of the 27 that it has: `decode`, `DecodingMode`, `encode`. src/page.ts:3',
    '- `decode`: “Decodes a string with entities.” src/page.ts:3',
    '- `encode`: “Encodes a string with entities.” src/page.ts:6',
  ]);
});

test('of two versions on this machine it is told which of the used names changed', async (context) => {
  const painted = "import chalk from 'chalk';\nexport const red = (text: string) => chalk.red(text);\n";
  const repository = project(context, { entities: '^4.5.0', chalk: '^4.1.2' }, { 'src/page.ts': page, 'src/red.ts': painted });
  install(repository, 'htmlparser2/node_modules/entities', 'entities');
  install(repository, 'entities', 'older/node_modules/entities');
  install(repository, 'ora/node_modules/chalk', 'chalk');
  install(repository, 'chalk', 'older/node_modules/chalk');
  repository.write('package.json', manifest({ entities: '^7.0.1', chalk: '^5.6.2' }));
  repository.commit('newer ones');
  assert.deepEqual(inWords(await newsOf(repository)), [
    'Moves `entities` from `^4.5.0` to `^7.0.1`: a new major version.',
    '- All 3 names used here are declared as in 4.5.0; what they do may differ.',
    '- Used in 1 file, 3 names of the 27 that it has: `decode`, `DecodingMode`, `encode`. src/page.ts:3',
    'Moves `chalk` from `^4.1.2` to `^5.6.2`: a new major version.',
    '- `red` has lost `Instance`, `keyword`, `hsl` and 8 more since 4.1.2. src/red.ts:2',
    '- Used in 1 file, 1 name of the 26 that it has: `red`. src/red.ts:2',
  ]);
});

test('what is not on this machine is said to be unknown', async (context) => {
  const repository = project(
    context,
    { entities: '^3.0.0', chalk: '^4.0.0', diff: '^1.0.0' },
    {
      'src/page.ts': page,
      'src/red.ts': "import { red } from 'chalk';\nexport const painted = (text: string) => red(text);\n",
      'src/lines.ts': "import { diffLines } from 'diff';\nexport const lines = (text: string) => diffLines(text, '');\n",
    },
  );
  install(repository, 'entities', 'entities');
  install(repository, 'chalk', 'chalk');
  repository.write('package.json', manifest({ entities: '^4.5.0', chalk: '^5.0.0', diff: '^9.0.0' }));
  repository.commit('newer ones');
  const told = inWords(await newsOf(repository));
  assert.ok(told.includes('- Only 4.5.0 is on this machine: what changed of the names used here is unknown.'));
  assert.ok(
    told.includes('- Installed here is 4.1.2, which `^5.0.0` does not allow: of the version asked for nothing is known yet.'),
    told.join('\n'),
  );
  assert.ok(told.includes('- It is not installed here: what it declares is unknown.'));
  assert.ok(told.includes('- Used of it: `diffLines`. src/lines.ts:2'));
});

test('a name that the installed types do not have is told with its place', async (context) => {
  const repository = project(
    context,
    { entities: '^3.0.0' },
    {
      'src/page.ts':
        "import { decodeHTML6, decode } from 'entities';\nexport const shown = (text: string) => decode(text) + decodeHTML6(text);\n",
    },
  );
  install(repository, 'entities', 'entities');
  repository.write('package.json', manifest({ entities: '^4.5.0' }));
  repository.commit('newer');
  assert.ok(inWords(await newsOf(repository)).includes('- `decodeHTML6` is not among the names that 4.5.0 declares. src/page.ts:2'));
});

test('a package is told that goes while something imports it; one that nothing imports is not, nor are types, nor an unchanged one', async (context) => {
  const dates = "import moment from 'moment';\nexport const year = (text: string) => moment(text).year();\n";
  const before = { moment: '^2.29.0', unused: '^1.0.0', '@types/moment': '^2.0.0', same: '^1.0.0', '../../outside': '^1.0.0' };
  const repository = project(context, before, {
    'src/dates.ts': dates,
    'src/same.ts': "import { one } from 'same';\nexport const two = one;\n",
  });
  repository.write('package.json', manifest({ '@types/moment': '^3.0.0', same: '^1.0.0', tool: '^1.0.0', '../../outside': '^2.0.0' }));
  repository.commit('without moment');
  assert.deepEqual(inWords(await newsOf(repository)), [
    'Takes out `moment` (`^2.29.0`), and `src/dates.ts` still imports it.',
    '- Still used here. src/dates.ts:2',
  ]);
});

test('in a workspace the code counts that gets the package by this manifest', async (context) => {
  const uses = "import { decode } from 'entities';\nexport const shown = (text: string) => decode(text);\n";
  const repository = project(
    context,
    {},
    {
      'packages/web/package.json': manifest({ entities: '^3.0.0' }),
      'packages/web/src/page.ts': uses,
      'packages/api/package.json': manifest({ entities: '^3.0.0' }),
      'packages/api/src/mail.ts': uses,
    },
  );
  install(repository, 'entities', 'entities');
  repository.write('packages/web/package.json', manifest({ entities: '^4.5.0' }));
  repository.commit('newer in the web');
  const [news] = await newsOf(repository);
  assert.equal(news?.path, 'packages/web/package.json');
  assert.deepEqual([...new Set(news?.notes.flatMap(({ place }) => place?.path ?? []))], ['packages/web/src/page.ts']);
});

test('a new package that runs code when it is installed is told, even while nothing imports it', async (context) => {
  const repository = project(context, {}, {});
  repository.write('node_modules/native/package.json', JSON.stringify({ version: '1.0.0', scripts: { postinstall: 'node build.js' } }));
  repository.write('node_modules/plain/package.json', JSON.stringify({ version: '1.0.0' }));
  repository.write('package.json', manifest({ native: '^1.0.0', plain: '^1.0.0' }));
  repository.commit('native parts');
  assert.deepEqual(inWords(await newsOf(repository)), [
    'Adds `native` (`^1.0.0`).',
    '- It runs code when it is installed: its `postinstall` script.',
  ]);
});
