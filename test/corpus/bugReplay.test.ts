import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { seededRandom, shuffled } from '../../src/exercises/seededRandom.ts';
import { bugFixesBetween } from './bugFixes.ts';
import { replayBug, type Replayed } from './bugReplay.ts';
import { corpusPackages } from './corpusPackages.ts';
import { fetchPackage } from './fetchPackage.ts';
import { openStudy } from './openStudy.ts';

/** Packages are taken from the registry the first time, and each version is read whole: nothing for every run. */
const long = process.env['UNDERSTAND_LONG'] === '1';
const seed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const wanted = Number(process.env['UNDERSTAND_UNITS'] ?? '96');
/** Where the cases are written for a reader. */
const sheet = process.env['UNDERSTAND_SHEET'];
const aim = 0.25;

test(
  `where units with a bug are asked about, a quarter of them are asked about the bug (seed ${seed})`,
  { skip: !long },
  async (context) => {
    const random = seededRandom(seed);
    const share = Math.ceil(wanted / corpusPackages.length);
    const all: Replayed[] = [];
    for (const { name, versions } of corpusPackages) {
      const roots = versions.map((version, position) => fetchPackage(name, version, position > 0));
      // The version before the last: what it depends on is there.
      const [, old, root] = roots;
      assert.ok(old !== undefined && root !== undefined);
      const fixes = shuffled(bugFixesBetween(name, old, root), random).slice(0, share);
      const { study, dispose } = await openStudy(old, seed);
      for (const fix of fixes) {
        const found = await replayBug(fix, study, seed);
        if (found !== undefined) all.push(found);
      }
      dispose();
      // A long run that ends early leaves something to read.
      if (sheet !== undefined) writeFileSync(sheet, all.map(inWords).join('\n\n'));
    }
    const asked = all.filter(({ exercises }) => exercises.length > 0);
    const hit = all.filter(({ hits }) => hits.length > 0);
    const byScenario = hit.filter(({ hits }) => hits.some(({ by }) => by === 'scenario'));
    const percent = (part: number): string => `${part} (${((part / all.length) * 100).toFixed(0)} %)`;
    context.diagnostic(
      `${all.length} fixes; ${percent(asked.length)} units asked about; ${percent(hit.length)} about the bug, ${percent(byScenario.length)} with a call that comes out otherwise since; the aim is ${percent(Math.ceil(all.length * aim))} of all`,
    );
    assert.ok(all.length >= wanted * 0.6, `only ${all.length} fixes found`);
    // How many units are asked about at all is another figure: `npm run bench -- exercises` counts it.
    assert.ok(asked.length > 0);
    assert.ok(hit.length >= asked.length * aim, `${hit.length} of ${asked.length}`);
  },
);

function inWords({ fix, exercises, hits, why }: Replayed): string {
  const questions = exercises.map((exercise) => {
    const by = hits.find((hit) => hit.exercise === exercise)?.by;
    const key = exercise.options.find(({ correct }) => correct)?.text ?? '';
    return `  * ${by === undefined ? '' : `[${by}] `}${exercise.kind}: ${exercise.stem}\n    = ${key}`;
  });
  const head = `## ${fix.package} ${fix.path} ${fix.unitName}, lines ${JSON.stringify(fix.faulty)}`;
  return [head, fix.difference, ...questions, ...(why === undefined ? [] : [`  (${why})`])].join('\n');
}
