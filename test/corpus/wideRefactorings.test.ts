import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import { createDocumentCache } from '../../src/analysis/documentCache.ts';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { matchUnits } from '../../src/analysis/matchUnits.ts';
import { parseSource } from '../../src/analysis/parseSource.ts';
import { alteredByChange } from '../../src/explain/alteredByChange.ts';
import { versionDiff } from '../../src/exercises/kinds/versionDiff.ts';
import { rememberRuns } from '../../src/exercises/runs.ts';
import { createSandbox } from '../../src/exercises/sandboxClient.ts';
import { seededRandom, shuffled } from '../../src/exercises/seededRandom.ts';
import { openWorld } from '../../src/exercises/worlds/openWorld.ts';
import { factsAcross } from '../../src/stories/factsAcross.ts';
import { systemClock as clock } from '../../src/terms/clock.ts';
import { isSubstantial } from '../../src/terms/unit.ts';
import { packages, sampleOf, sourcesOf } from './packages.ts';
import { wideRefactoringsOf, type WideRefactoring } from './wideRefactorings.ts';

const long = process.env['UNDERSTAND_LONG'] === '1';
const seed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const wanted = Number(process.env['UNDERSTAND_UNITS'] ?? (long ? 200 : 6));

test(`code moved between functions and files is never said to behave differently (seed ${seed})`, async (context) => {
  const sandbox = createSandbox({ modulePath: fileURLToPath(new URL('../../src/sandboxProcess.ts', import.meta.url)), clock });
  const home = mkdtempSync(join(tmpdir(), 'understand-moved-'));
  context.after(() => {
    sandbox.dispose();
    rmSync(home, { recursive: true, force: true });
  });
  for (const name of packages) {
    mkdirSync(join(home, name), { recursive: true });
    cpSync(sourcesOf(name), join(home, name, 'src'), { recursive: true });
    symlinkSync(join(import.meta.dirname, '../../node_modules'), join(home, name, 'node_modules'));
  }
  const cache = createDocumentCache();
  const random = seededRandom(seed);
  const kinds = new Map<string, number>();
  const claims: string[] = [];
  let [moved, compared] = [0, 0];

  /** What is claimed of the units that differ between the two texts. */
  const claimsOf = async (file: string, root: string, { how, before, after, beside }: WideRefactoring): Promise<readonly string[]> => {
    const path = file.slice(root.length + 1);
    if (beside !== undefined) writeFileSync(join(dirname(file), beside.name), beside.text);
    const program = openBoundedProgram({ entry: file, overlays: new Map([[file, after]]), root, cache });
    const sourceFile = program.sourceFile(file);
    const old = locateUnits(parseSource(file, before), path);
    const now = sourceFile === undefined ? [] : locateUnits(sourceFile, path);
    const said: string[] = [];
    for (const match of matchUnits(old, now)) {
      if (match.status !== 'edited' || match.before === undefined || match.after === undefined) continue;
      const located = match.after;
      const told = factsAcross(located, before);
      const altered = told === undefined ? [] : alteredByChange({ ...told, lines: located.unit.lines });
      said.push(...altered.map(({ text }) => `${path} ${located.unit.name}, ${how}: ${text}`));
      const unit = { located, checker: program.checker, callSites: [] };
      const world = await openWorld(unit, { sandbox, seed });
      if (!world.ok) continue;
      const runs = rememberRuns({ world: world.value, budget: 200 });
      const baseline = (await Promise.all(world.value.scenarios.map((scenario) => runs.run(scenario)))).filter((ran) => ran !== undefined);
      const text = match.before.node.getText(match.before.sourceFile);
      const drafts = await versionDiff.draft({ unit, runs, baseline, random, before: { text, name: match.before.unit.name } });
      compared += 1;
      said.push(...drafts.slice(0, 1).map(({ stem }) => `${path} ${located.unit.name}, ${how}: ${stem}`));
    }
    program.dispose();
    if (beside !== undefined) rmSync(join(dirname(file), beside.name));
    return said;
  };

  for (const original of sampleOf(seed)) {
    if (moved >= wanted) break;
    const name = packages.find((each) => original.startsWith(`${sourcesOf(each)}/`)) ?? packages[0];
    const root = join(home, name);
    const file = join(root, 'src', original.slice(sourcesOf(name).length + 1));
    const sourceFile = parseSource(file, readFileSync(file, 'utf8'));
    const units = locateUnits(sourceFile, original).filter(({ unit }) => isSubstantial(unit));
    for (const { node } of shuffled(units, random).slice(0, 4)) {
      // The rarest so far of those that fit, so that each is tried about as often.
      const [refactoring] = shuffled(wideRefactoringsOf(node, sourceFile), random).toSorted(
        (left, right) => (kinds.get(left.how) ?? 0) - (kinds.get(right.how) ?? 0),
      );
      if (refactoring === undefined || moved >= wanted) continue;
      moved += 1;
      kinds.set(refactoring.how, (kinds.get(refactoring.how) ?? 0) + 1);
      claims.push(...(await claimsOf(file, root, refactoring)));
    }
  }
  context.diagnostic(
    `${moved} refactorings, ${compared} units run in both texts: ${[...kinds].map(([how, count]) => `${how} ${count}`).join(', ')}`,
  );
  assert.equal(moved, wanted);
  assert.ok(kinds.size >= (long ? 7 : 3), [...kinds.keys()].join(', '));
  assert.deepEqual(claims, []);
});
