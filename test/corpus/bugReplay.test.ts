import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test, type TestContext } from 'node:test';
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

const inFull = async (context: TestContext): Promise<void> => {
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
};

const before = `export interface Job { id: string; attempts: number; run(): Promise<void> }
export async function work(job: Job, most: number, dead: { push(id: string): void }): Promise<boolean> {
  try {
    await job.run();
    return true;
  } catch {
    job.attempts += 1;
    if (job.attempts > most) dead.push(job.id);
    return false;
  }
}
`;

/** The same reckoning on one fix that is known, so that it cannot go wrong unseen between the long runs. */
const inSmall = async (): Promise<void> => {
  const [old, now] = ['old', 'now'].map((name) => join(mkdtempSync(join(tmpdir(), 'understand-fix-')), name));
  assert.ok(old !== undefined && now !== undefined);
  for (const [root, text] of [
    [old, before],
    [now, before.replace('attempts > most', 'attempts >= most')],
  ] as const) {
    mkdirSync(join(root, 'src'), { recursive: true });
    writeFileSync(join(root, 'package.json'), '{"name":"jobs"}');
    writeFileSync(join(root, 'src/work.ts'), text);
  }
  const [fix, ...others] = bugFixesBetween('jobs', old, now);
  assert.ok(fix !== undefined && others.length === 0);
  assert.deepEqual([fix.unitName, fix.faulty[0]], ['work', [8, 8]]);
  assert.match(fix.difference, /^- .*attempts > most.*\n\+ .*attempts >= most/u);
  assert.deepEqual(bugFixesBetween('jobs', old, old), []);
  const { study, dispose } = await openStudy(old, seed);
  const found = await replayBug(fix, study, seed);
  dispose();
  for (const root of [old, now]) rmSync(dirname(root), { recursive: true });
  assert.ok(found !== undefined && found.exercises.length > 0, found?.why);
  for (const { exercise } of found.hits) assert.ok(found.exercises.includes(exercise));
};

test(
  long
    ? `where units with a bug are asked about, a quarter of them are asked about the bug (seed ${seed})`
    : 'a fix between two versions is found by its form, and the unit before it is asked about',
  long ? inFull : inSmall,
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
