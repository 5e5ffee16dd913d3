import { writeFileSync } from 'node:fs';
import { cpus, totalmem, type, arch } from 'node:os';
import { join } from 'node:path';
import { root } from './install/paths.mjs';
import { runTestFiles, testFiles } from './runTestFiles.mjs';

/** `npm run test:long`: what `npm test` samples, in full: every program of every question of the corpus, long generated inputs. */
process.env.UNDERSTAND_LONG = '1';
process.env.UNDERSTAND_SEED ??= String(1 + Math.floor(Math.random() * 1_000_000));
process.env.GARBAGE_MB ??= '64';
const seed = Number(process.env.UNDERSTAND_SEED);
process.stdout.write(`seed ${seed} (UNDERSTAND_SEED=${seed} npm run test:long repeats it)\n`);

const suites = {
  corpus: ['test/corpus/*.test.ts'],
  keys: ['test/analysis/unitKeyProperties.test.ts'],
  records: ['test/changes/**/*.test.ts'],
  injections: ['test/llm/injection.test.ts'],
  hostility: ['test/exercises/sandbox/hostileRuns.test.ts'],
  answers: ['test/explain/checkAnswerOnPackages.test.ts'],
};
const results = {
  command: `UNDERSTAND_SEED=${seed} npm run test:long`,
  machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${arch()}, Node ${process.versions.node}`,
  date: new Date().toISOString().slice(0, 10),
  suites: {},
};
let failures = 0;
for (const [name, patterns] of Object.entries(suites)) {
  const startedAt = Date.now();
  const counts = await runTestFiles(name, testFiles(patterns));
  failures += counts.failed;
  results.suites[name] = { ...counts, seconds: Math.round((Date.now() - startedAt) / 1000) };
  writeFileSync(join(root, 'test/long-results.json'), `${JSON.stringify(results, null, 2)}\n`);
}
process.stdout.write(`${Object.values(results.suites).reduce((sum, { passed }) => sum + passed, 0)} passed, ${failures} failed\n`);
process.exitCode = failures === 0 ? 0 : 1;
