import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { openBoundedProgram } from '../../src/analysis/boundedProgram.ts';
import { createDocumentCache } from '../../src/analysis/documentCache.ts';
import { locateUnits } from '../../src/analysis/locateUnits.ts';
import { versionDiff } from '../../src/exercises/kinds/versionDiff.ts';
import { rememberRuns, type Ran } from '../../src/exercises/runs.ts';
import { createSandbox } from '../../src/exercises/sandboxClient.ts';
import { seededRandom } from '../../src/exercises/seededRandom.ts';
import { openWorld } from '../../src/exercises/worlds/openWorld.ts';
import { systemClock as clock } from '../../src/terms/clock.ts';
import { isSubstantial } from '../../src/terms/unit.ts';
import { packages, sampleOf, sourcesOf } from './packages.ts';
import { refactoringsOf } from './refactorings.ts';

const long = process.env['UNDERSTAND_LONG'] === '1';
const seed = Number(process.env['UNDERSTAND_SEED'] ?? '1');
const wanted = long ? 200 : 16;

test(`tidied code is never said to behave differently (seed ${seed})`, async (context) => {
  const sandbox = createSandbox({ modulePath: fileURLToPath(new URL('../../src/sandboxProcess.ts', import.meta.url)), clock });
  context.after(() => sandbox.dispose());
  const cache = createDocumentCache();
  const random = seededRandom(seed);
  const kinds = new Map<string, number>();
  const claims: string[] = [];
  let compared = 0;
  for (const file of sampleOf(seed)) {
    if (compared >= wanted) break;
    const root = packages.map((name) => dirname(sourcesOf(name))).find((folder) => file.startsWith(`${folder}/`)) ?? '';
    const program = openBoundedProgram({ entry: file, overlays: new Map([[file, readFileSync(file, 'utf8')]]), root, cache });
    const sourceFile = program.sourceFile(file);
    for (const located of sourceFile === undefined ? [] : locateUnits(sourceFile, relative(root, file))) {
      const tidied = refactoringsOf(located.node, located.sourceFile);
      if (compared >= wanted || !isSubstantial(located.unit) || tidied.length === 0) continue;
      const unit = { located, checker: program.checker, callSites: [] };
      const world = await openWorld(unit, { sandbox, seed });
      if (!world.ok) continue;
      const runs = rememberRuns({ world: world.value, budget: 200 });
      const baseline: Ran[] = [];
      for (const scenario of world.value.scenarios) {
        const ran = await runs.run(scenario);
        if (ran !== undefined) baseline.push(ran);
      }
      if (baseline.length === 0) continue;
      const { how, text } = tidied[Math.floor(random() * tidied.length)] ?? { how: 'none', text: '' };
      const drafts = await versionDiff.draft({ unit, runs, baseline, random, before: { text, name: located.unit.name } });
      compared += 1;
      kinds.set(how, (kinds.get(how) ?? 0) + 1);
      claims.push(...drafts.slice(0, 1).map(({ stem }) => `${located.unit.path} ${located.unit.name}, ${how}: ${stem}`));
    }
    program.dispose();
  }
  context.diagnostic(`${compared} refactorings: ${[...kinds].map(([how, count]) => `${how} ${count}`).join(', ')}`);
  assert.ok(compared >= wanted);
  assert.ok(kinds.size >= 2);
  assert.deepEqual(claims, []);
});
