import { rememberRuns, type Ran } from '../../src/exercises/runs.ts';
import { seededRandom } from '../../src/exercises/seededRandom.ts';
import type { Draft, ExerciseKind } from '../../src/exercises/kinds/exerciseKind.ts';
import { fakeWorld, unitOf, type FakeScenario } from '../fakes/fakeWorld.ts';

/** What one kind drafts for the first unit of `text` in the given scenarios. */
export async function draftsOf(
  kind: ExerciseKind,
  text: string,
  scenarios: readonly FakeScenario[],
  before?: { readonly text: string; readonly name: string },
): Promise<readonly Draft[]> {
  const unit = unitOf(text);
  const world = fakeWorld(unit, scenarios);
  const runs = rememberRuns({ world, budget: 1000 });
  const baseline: Ran[] = [];
  for (const scenario of world.scenarios) {
    const ran = await runs.run(scenario);
    if (ran !== undefined) baseline.push(ran);
  }
  return kind.draft({ unit, runs, baseline, random: seededRandom(1), ...(before === undefined ? {} : { before }) });
}
