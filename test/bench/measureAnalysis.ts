import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { build } from 'esbuild';
import { Project, ts } from 'ts-morph';
import { namesOfTs } from '../../scripts/namesOfTs.mjs';
import { engineFlags } from '../../src/engineClient.ts';
import { checkout } from '../host/startVscode.ts';

export interface AnalysisTimes {
  readonly lines: number;
  /** Milliseconds of the index of `effect`, built by the command line with the engine's own flags: with an empty cache, and again after ten of its files were touched. */
  readonly cold: number;
  readonly touched: number;
  readonly peakRssMb: number;
  /** Parsing the same files and visiting every node once, in a process of its own. */
  readonly parsed: number;
  /** Of a file of about 1,000 lines after each of forty edits, at the 95th percentile: units, facts and concepts, parsing included. */
  readonly factsAfterEdit: number;
  readonly parseAfterEdit: number;
  readonly editedLines: number;
  /** What the index avoids: a ts-morph project of `rxjs`, and all references of one of its functions. */
  readonly projectLoad: number;
  readonly findReferences: number;
}

const pinned = 'effect@4.1.0';

/** Installs `effect` once, below the folder for what tests download. */
function effectSources(): string {
  const home = join(checkout, '.vscode-test/corpus/effect-index');
  const sources = join(home, 'node_modules/effect/src');
  if (!existsSync(sources)) {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
    execFileSync('npm', ['install', pinned, '--ignore-scripts', '--no-audit', '--no-fund', '--omit=peer'], { cwd: home, stdio: 'ignore' });
  }
  return sources;
}

const parseAndWalk = `
const { globSync, readFileSync } = require('node:fs');
const { ts } = require('ts-morph');
const folder = process.argv[1];
const start = performance.now();
const visit = (node) => ts.forEachChild(node, visit);
for (const file of globSync('**/*.{ts,tsx}', { cwd: folder })) visit(ts.createSourceFile(file, readFileSync(folder + '/' + file, 'utf8'), ts.ScriptTarget.Latest, true));
console.log(performance.now() - start);
`;

/** The analysis beside its peers, in one run. `cli` is the built command line. */
export async function measureAnalysis(cli: string): Promise<AnalysisTimes> {
  const scratch = mkdtempSync(join(tmpdir(), 'understand-bench-'));
  try {
    const folder = join(scratch, 'src');
    cpSync(effectSources(), folder, { recursive: true });
    const index = (): { lines: number; elapsedMs: number; peakRssMb: number } => {
      const env = { ...process.env, XDG_CACHE_HOME: join(scratch, 'cache') };
      return JSON.parse(
        execFileSync(process.execPath, [...engineFlags, cli, 'index', folder, '--json', '--quiet'], { encoding: 'utf8', env }),
      ) as ReturnType<typeof index>;
    };
    const cold = index();
    const parsed = Number(execFileSync(process.execPath, ['-e', parseAndWalk, folder], { encoding: 'utf8', cwd: checkout }));
    for (const file of globSync('*.ts', { cwd: folder }).toSorted().slice(0, 10)) appendFileSync(join(folder, file), '\n// touched\n');
    const touched = index();
    return {
      lines: cold.lines,
      cold: cold.elapsedMs,
      touched: touched.elapsedMs,
      peakRssMb: cold.peakRssMb,
      parsed,
      ...(await afterEdits(join(folder, 'Semaphore.ts'), scratch)),
      ...wholeProject(join(checkout, 'node_modules/rxjs')),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Bundled as the engine is: how the compiler's names are reached is a part of what is measured. */
async function afterEdits(
  file: string,
  scratch: string,
): Promise<Pick<AnalysisTimes, 'factsAfterEdit' | 'parseAfterEdit' | 'editedLines'>> {
  const outfile = join(scratch, 'factsAfterEdit.cjs');
  const entryPoints = [join(import.meta.dirname, 'factsAfterEdit.ts')];
  await build({
    absWorkingDir: checkout,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    plugins: [namesOfTs],
    entryPoints,
    outfile,
  });
  return JSON.parse(execFileSync(process.execPath, [outfile, file], { encoding: 'utf8' })) as Awaited<ReturnType<typeof afterEdits>>;
}

function wholeProject(folder: string): Pick<AnalysisTimes, 'projectLoad' | 'findReferences'> {
  const start = performance.now();
  const project = new Project({ skipFileDependencyResolution: true, compilerOptions: { target: ts.ScriptTarget.ES2022 } });
  project.addSourceFilesAtPaths(`${folder}/src/**/*.ts`);
  const loaded = performance.now();
  const [asked] = project.getSourceFileOrThrow(`${folder}/src/internal/util/isFunction.ts`).getFunctions();
  if (!asked || asked.findReferences().length === 0) throw new Error('no references were found');
  return { projectLoad: loaded - start, findReferences: performance.now() - loaded };
}
