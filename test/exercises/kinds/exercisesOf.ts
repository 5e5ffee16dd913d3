import assert from 'node:assert/strict';
import { buildExercise } from '../../../src/exercises/buildExercise.ts';
import { openTestsOf } from '../../../src/exercises/gates/statedConditions.ts';
import type { ExerciseKind } from '../../../src/exercises/kinds/exerciseKind.ts';
import { rememberRuns, type Ran } from '../../../src/exercises/runs.ts';
import type { Sandbox } from '../../../src/exercises/sandboxClient.ts';
import { seededRandom } from '../../../src/exercises/seededRandom.ts';
import { openWorld } from '../../../src/exercises/worlds/openWorld.ts';
import type { UnitInContext } from '../../../src/exercises/worlds/world.ts';
import type { Exercise } from '../../../src/terms/exercise.ts';
import { runProgram } from '../../corpus/runProgram.ts';
import { valueOf } from '../openUnitWorld.ts';

/** The questions of one kind about a unit that really runs in the sandbox and that pass every gate, best first. */
export async function exercisesOf(sandbox: Sandbox, kind: ExerciseKind, unit: UnitInContext): Promise<readonly Exercise[]> {
  const tests = openTestsOf(unit);
  const world = valueOf(await openWorld(unit, { sandbox, seed: 1 }));
  const runs = rememberRuns({ world, budget: 200 });
  const baseline: Ran[] = [];
  for (const scenario of world.scenarios) {
    const ran = await runs.run(scenario);
    if (ran !== undefined) baseline.push(ran);
  }
  const request = { unit, runs, baseline, random: seededRandom(1) };
  const built = (await kind.draft(request)).map((draft) => buildExercise(kind, draft, { ...request, tests, unfamiliarity: 0.7 }));
  return built.flatMap((result) => (result.ok ? [result.value.exercise] : []));
}

/** Runs every option's program in plain Node. */
export async function assertProgramsPrint(exercises: readonly Exercise[]): Promise<void> {
  assert.ok(exercises.length > 0);
  for (const { proof } of exercises.flatMap(({ options }) => options)) {
    assert.ok(proof.program !== undefined);
    assert.equal(await runProgram(proof.program), `${proof.expected}\n`);
  }
}

export function keyOf({ options }: Exercise): string {
  return options.find(({ correct }) => correct)?.text ?? '';
}

export function wrongOf({ options }: Exercise): readonly string[] {
  return options.flatMap(({ correct, text }) => (correct ? [] : [text])).toSorted();
}
