import { ts } from 'ts-morph';
import { failure, success, type Result } from '../../terms/result.ts';
import { rememberRuns, type Ran, type Runs } from '../runs.ts';
import { isLogging } from '../wording/outcomeFeatures.ts';
import type { Failure, UnitInContext, World } from '../worlds/world.ts';

/** A unit's world with every scenario a person may pick, each run once. */
export interface Play {
  readonly unit: UnitInContext;
  readonly runs: Runs;
  /** Scenarios as found, then those that go on to call what it answers or call it again, then the same with a call failing; never empty. */
  readonly rans: readonly Ran[];
}

const mostRuns = 400;
const mostFailures = 6;
const fewScenarios = 3;
const mostAnswered = 4;

/** Fails, with one phrase, for a unit that cannot be run faithfully. */
export async function openPlay(
  unit: UnitInContext,
  parts: { readonly openWorld: (unit: UnitInContext, signal?: AbortSignal) => Promise<Result<World>> },
  signal?: AbortSignal,
): Promise<Result<Play>> {
  const opened = await parts.openWorld(unit, signal);
  if (!opened.ok) return opened;
  const world = opened.value;
  const runs = rememberRuns({ world, budget: mostRuns });
  const base = (await Promise.all(world.scenarios.map((scenario) => runs.run(scenario)))).filter((ran) => ran !== undefined);
  if (base.length === 0) return failure('no call of it can be run here');
  const next = base.length < fewScenarios ? await world.answered(signal) : [];
  const answered = (await Promise.all(next.slice(0, mostAnswered).map((scenario) => runs.run(scenario)))).filter(
    (ran) => ran !== undefined,
  );
  const again = await secondCallOf(base, runs);
  const failing = failuresOf([...base, ...answered], unit).map(({ ran, failure: injected }) =>
    runs.run(world.withFailure(ran.scenario, injected)),
  );
  const failed = (await Promise.all(failing)).filter((ran) => ran !== undefined);
  return signal?.aborted === true ? failure('cancelled') : success({ unit, runs, rans: [...base, ...answered, ...again, ...failed] });
}

/** Where little else can be picked, the same call again over what the first has changed, when that shows. */
async function secondCallOf([first, ...others]: readonly Ran[], runs: Runs): Promise<readonly Ran[]> {
  if (first === undefined || others.length > 0 || first.run.observation.effects.length === 0) return [];
  // An object is set up once.
  if (runs.world.recorded(first.run)?.calling !== 'plain') return [];
  const again = await runs.run(runs.world.withSecondCall(first.scenario, 'after the first'));
  return again === undefined ? [] : [again];
}

/**
 * Each place that calls outside, in the first scenario that comes by it. What cannot reject is only made to throw where that is caught, or
 * where there is little else to pick.
 */
function failuresOf(base: readonly Ran[], { located }: UnitInContext): readonly { readonly ran: Ran; readonly failure: Failure }[] {
  const throws = hasTry(located.node) || base.length < fewScenarios;
  const places = new Set<string>();
  const found = base.flatMap((ran) =>
    ran.run.boundaryCalls.flatMap(({ target, occurrence, line, async }) => {
      const place = `${target}:${line}`;
      if (places.has(place) || isLogging(target) || target.length > 44 || (!async && !throws)) return [];
      places.add(place);
      return [{ ran, async, failure: { call: { target, occurrence }, with: async ? ('rejects' as const) : ('throws' as const) } }];
    }),
  );
  return found.toSorted((left, right) => Number(right.async) - Number(left.async)).slice(0, mostFailures);
}

function hasTry(node: ts.Node): boolean {
  return ts.isTryStatement(node) || (ts.forEachChild(node, (child) => hasTry(child) || undefined) ?? false);
}
