import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { checkout } from '../host/startVscode.ts';
import { measureAnalysis } from './measureAnalysis.ts';
import { measureBlame } from './measureBlame.ts';
import { measureEditor } from './measureEditor.ts';
import { measureExercises } from './measureExercises.ts';
import { measureFacts } from './measureFacts.ts';
import { measureIndex } from './measureIndex.ts';
import type { KeystrokeTimes } from './keystrokes.ts';
import { measureKeystrokes } from './measureKeystrokes.ts';

interface Row {
  readonly what: string;
  readonly ratio: number;
  readonly ms: number;
  readonly peer: string;
  readonly peerMs: number;
}

const indexed = 'node_modules/rxjs/src';

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function row(what: string, ms: number, peer: string, peerMs: number): Row {
  return { what, ratio: ms / Math.max(peerMs, 1), ms, peer, peerMs };
}

function build(): void {
  const built = spawnSync(process.execPath, ['esbuild.config.mjs', '--production'], { cwd: checkout, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`The build failed.\n${built.stdout}${built.stderr}`);
}

function print(rows: readonly Row[]): void {
  process.stdout.write('| what | ratio | ms | peer | peer ms |\n| --- | ---: | ---: | --- | ---: |\n');
  for (const { what, ratio, ms, peer, peerMs } of rows) {
    process.stdout.write(`| ${what} | ${ratio.toFixed(2)} | ${ms.toFixed(1)} | ${peer} | ${peerMs.toFixed(1)} |\n`);
  }
}

function blameRow(): Row {
  const blame = measureBlame(join(checkout, 'dist/cli.js'));
  return row(blame.what, blame.ours, 'git blame of the same files', blame.peer);
}

function keystrokeRow({ own, others }: KeystrokeTimes): Row {
  return row('a key in 20,000 lines, p99', own, 'all else that the extension host does for it', others);
}

/** `npm run bench -- keystrokes`: what a key costs, and where the product spends it. */
async function keystrokes(): Promise<void> {
  build();
  const times = await measureKeystrokes();
  print([keystrokeRow(times)]);
  const { ownMedian, own95, own, ownRunning } = times;
  const inWords = [ownMedian, own95, own, ownRunning].map((ms) => ms.toFixed(2));
  process.stdout.write(
    `ms at 50, 95, 99 %, and at 99 % while the process ran: ${inWords.join(', ')}; load ${loadavg()[0]?.toFixed(1) ?? ''}\n`,
  );
  for (const [name, ms] of times.entered) process.stdout.write(`${name}: ${(ms / times.keys).toFixed(3)} ms a key\n`);
}

/** `npm run bench -- analysis`: the index, the facts of an edited file, and what both stand in for. */
async function analysis(): Promise<void> {
  build();
  const times = await measureAnalysis(join(checkout, 'dist/cli.js'));
  const peer = 'createSourceFile and one walk';
  print([
    row(`index of effect, cold, ${times.lines} lines`, times.cold, peer, times.parsed),
    row('index of effect, ten files touched', times.touched, 'the cold index', times.cold),
    row(
      `facts of ${times.editedLines} lines after an edit, p95`,
      times.factsAfterEdit,
      'createSourceFile of it, p95',
      times.parseAfterEdit,
    ),
    row('ts-morph project of rxjs', times.projectLoad, 'createSourceFile of 1,000 lines, p95', times.parseAfterEdit),
    row('ts-morph findReferences of one function', times.findReferences, 'createSourceFile of 1,000 lines, p95', times.parseAfterEdit),
  ]);
  process.stdout.write(`peak memory of the cold index: ${times.peakRssMb} MB\n`);
}

/** Prints a table and writes `bench-results.json`: each time beside a peer's in the same run, the ratio first. */
async function main(): Promise<void> {
  build();
  const index = measureIndex(join(checkout, 'dist/cli.js'), join(checkout, indexed));
  const editor = await measureEditor();
  const keystrokes = await measureKeystrokes();
  const typescript = "TypeScript's diagnostics for the same insertion";
  const rows = [
    row('activation', editor.activation, 'an extension that does nothing', editor.activationOfEmpty),
    row('hover, all providers', median(editor.hoverWith), "TypeScript's own hover (product off)", median(editor.hoverWithout)),
    row('accept to mark', editor.toRecorded, typescript, editor.toDiagnostics),
    row('accept to question', editor.toQuestion, typescript, editor.toDiagnostics),
    keystrokeRow(keystrokes),
    row(`index, cold, ${String(index.lines)} lines`, index.cold, 'createSourceFile and one walk', index.peer),
    row('index, warm', index.warm, 'createSourceFile and one walk', index.peer),
    blameRow(),
  ];
  print(rows);
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
  const results = {
    ratios: Object.fromEntries(rows.map(({ what, ratio }) => [what, ratio])),
    rows,
    indexPeakRssMb: index.peakRssMb,
    machine,
  };
  writeFileSync(join(checkout, 'bench-results.json'), `${JSON.stringify({ ...results, at: new Date().toISOString() }, null, 2)}\n`);
}

const [suite, ...rest] = process.argv.slice(2);
if (suite === 'exercises') await measureExercises(rest);
else if (suite === 'facts') await measureFacts(rest);
else if (suite === 'analysis') await analysis();
else if (suite === 'keystrokes') await keystrokes();
else if (suite === 'blame') {
  build();
  print([blameRow()]);
} else await main();
