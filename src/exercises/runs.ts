import type { RunnableScenario, Run, UnitEdit, World } from './worlds/world.ts';

/** One executed world: a scenario, the edits that make it a mutant, and what was seen. */
export interface Ran {
  readonly scenario: RunnableScenario;
  readonly edits: readonly UnitEdit[];
  readonly run: Run;
}

/** Runs of one unit's world, each at most once, within a budget. */
export interface Runs {
  readonly world: World;
  /** `undefined`: refused, cancelled, or the budget is used up; nothing may rest on it. */
  run(scenario: RunnableScenario, edits?: readonly UnitEdit[]): Promise<Ran | undefined>;
  /** The same memory with a budget of its own, so that no kind of question starves another. */
  within(budget: number): Runs;
}

/** A refused run may have taken all the time it was allowed: it counts as so many more. */
const costOfRefusal = 4;

/** `budget` counts real runs; a repeated question is free. */
export function rememberRuns(parts: { readonly world: World; readonly budget: number; readonly signal?: AbortSignal | undefined }): Runs {
  const { world, signal } = parts;
  const known = new Map<string, Promise<Ran | undefined>>();

  async function execute(scenario: RunnableScenario, edits: readonly UnitEdit[]): Promise<Ran | undefined> {
    const result = await world.run(scenario, edits, signal);
    return result.ok ? { scenario, edits, run: result.value } : undefined;
  }

  function within(budget: number): Runs {
    let left = budget;
    return {
      world,
      within,
      async run(scenario, edits = []) {
        const name = JSON.stringify([scenario.id, scenario.failure ?? null, edits]);
        const found = known.get(name);
        if (found !== undefined) return await found;
        if (left <= 0 || signal?.aborted === true) return undefined;
        left -= 1;
        const started = execute(scenario, edits);
        known.set(name, started);
        const ran = await started;
        if (ran === undefined) left -= costOfRefusal;
        return ran;
      },
    };
  }

  return within(parts.budget);
}
