import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { ts } from 'ts-morph';
import { detectConcepts } from '../../src/analysis/detectConcepts.ts';
import { detectFacts } from '../../src/analysis/detectFacts.ts';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';

/**
 * `node factsAfterEdit.js FILE`, bundled as the engine is: after each of forty edits of the file, milliseconds that units, facts and
 * concepts take, parsing included, and that `createSourceFile` takes; both at the 95th percentile, as JSON.
 */
const edits = 40;
const rounds = edits + 10;

function percentile95(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length * 0.95)] ?? Number.NaN;
}

const file = process.argv[2] ?? '';
const text = readFileSync(file, 'utf8');
const ours: number[] = [];
const peer: number[] = [];
for (let edit = 0; edit < rounds; edit += 1) {
  const edited = `${text}\nexport const edit${String(edit)} = (value: number) => value + ${String(edit)};\n`;
  const start = performance.now();
  ts.createSourceFile(file, edited, ts.ScriptTarget.Latest, true);
  const between = performance.now();
  for (const located of locateUnits(parseSource(file, edited), 'edited.ts')) {
    detectFacts(located, { callSites: [] });
    detectConcepts(located);
  }
  const end = performance.now();
  // The first rounds are the compiler of the engine warming up.
  if (edit < rounds - edits) continue;
  peer.push(between - start);
  ours.push(end - between);
}
process.stdout.write(
  JSON.stringify({ factsAfterEdit: percentile95(ours), parseAfterEdit: percentile95(peer), editedLines: text.split('\n').length }),
);
