import { failure, success, type Result } from '../../terms/result.ts';
import { answeredCalls, type AnsweredCall } from './answeredCalls.ts';
import { changesOf, exploreScenarios, matters } from './exploreScenarios.ts';
import { createScriptRunner, type ScriptedRun } from './runScripts.ts';
import type { Sandbox } from '../sandboxClient.ts';
import { scenarioOf, slotWords, withFailure, withSecondCall } from './scenarioWords.ts';
import { standaloneProgram } from '../programs/standaloneProgram.ts';
import type { RunnableScenario, Run, UnitEdit, UnitInContext, Variation, World } from './world.ts';
import { frameOf, type EditedUnit } from './worldFrame.ts';

/**
 * The scripted world of one unit: its real body, everything outside it a recording stand-in. Fails, with one phrase, for a unit that
 * cannot be run faithfully or has no scenario in which it runs cleanly.
 */
export async function openWorld(
  unit: UnitInContext,
  parts: { readonly sandbox: Sandbox; readonly seed: number },
  signal?: AbortSignal,
): Promise<Result<World>> {
  parts.sandbox.warm();
  const framed = frameOf(unit);
  if (!framed.ok) return framed;
  const frame = framed.value;
  const runner = createScriptRunner({ frame, sandbox: parts.sandbox });
  const unedited = frame.edited([]);
  if (!unedited.ok) return unedited;
  const explored = await exploreScenarios({ runner, edited: unedited.value, seed: parts.seed, calls: frame.calls }, signal);
  if (!explored.ok) return explored;

  const chosenBy = new Map<string, ReadonlyMap<string, number>>();
  const told = explored.value.scenarios.map((scenario) => scenario.run);
  const scenarios = explored.value.scenarios.map(({ chosen, run }, index) => {
    const id = `s${index + 1}`;
    chosenBy.set(id, chosen);
    return scenarioOf({ id, run, all: told, frame });
  });
  const others = explored.value.others.map(({ chosen, run }, index) => {
    const id = `o${index + 1}`;
    chosenBy.set(id, chosen);
    return scenarioOf({ id, run, all: [run, ...told], frame });
  });
  const answeredBy = new Map<string, AnsweredCall>();
  const editedBy = new Map<string, Result<EditedUnit>>();
  const editedOnce = (edits: readonly UnitEdit[]): Result<EditedUnit> => {
    const key = JSON.stringify(edits);
    const known = editedBy.get(key) ?? frame.edited(edits);
    editedBy.set(key, known);
    return known;
  };
  const variedBy = new Map<string, readonly Variation[]>();
  const madeFrom = new WeakMap<Run, ScriptedRun>();

  const run = async (scenario: RunnableScenario, edits: readonly UnitEdit[] = [], stop?: AbortSignal): Promise<Result<Run>> => {
    const chosen = chosenBy.get(scenario.id.split('/')[0] ?? '');
    if (chosen === undefined) return failure('the scenario is of another world');
    const edited = edits.length === 0 ? unedited : editedOnce(edits);
    if (!edited.ok) return edited;
    const answered = answeredBy.get(scenario.id.split('/')[0] ?? '');
    const [result] = await runner.run(
      [{ chosen, edited: edited.value, failure: scenario.failure, secondCall: scenario.secondCall, answered }],
      true,
      stop,
    );
    if (result === undefined) return failure('the run says nothing');
    if (!result.ok) return result;
    const { observation, lines, steps, calls, secondCall } = result.value;
    const { values } = scenarioOf({ id: scenario.id, run: result.value, all: [], frame });
    const made: Run = { observation, executedLines: lines, steps, boundaryCalls: calls, values, ...(secondCall && { secondCall }) };
    madeFrom.set(made, result.value);
    return success(made);
  };

  const answered = async (stop?: AbortSignal): Promise<readonly RunnableScenario[]> => {
    const found: RunnableScenario[] = [];
    for (const call of answeredCalls(unit, frame.names)) {
      const more = await exploreScenarios({ runner, edited: unedited.value, seed: parts.seed, answered: call }, stop);
      const made = more.ok ? more.value.scenarios : [];
      for (const { chosen, run: first } of made) {
        const id = `a${answeredBy.size + 1}`;
        chosenBy.set(id, chosen);
        answeredBy.set(id, call);
        const scenario = scenarioOf({ id, run: first, all: made.map((other) => other.run), frame });
        const what =
          call.handedTo !== undefined
            ? `the function that it hands to \`${call.handedTo}\``
            : call.member === undefined
              ? 'what it answers'
              : `\`${call.member}\` of what it answers`;
        found.push({ ...scenario, answered: what, assumptions: [`Next, ${what} is called.`, ...scenario.assumptions] });
      }
    }
    return found;
  };

  const variations = (scenario: RunnableScenario): readonly Variation[] => {
    const known = variedBy.get(scenario.id);
    if (known !== undefined) return known;
    const from = explored.value.scenarios[scenarios.indexOf(scenario)];
    if (from === undefined) return [];
    const varied = changesOf(from.run).map(({ path, alternative, usual, shown }, index): Variation => {
      const id = `${scenario.id}v${index + 1}`;
      chosenBy.set(id, new Map([...from.chosen, [path, alternative]]));
      return { path, usual, shown, scenario: { ...scenario, id, title: `${path} is ${shown}` } };
    });
    variedBy.set(scenario.id, varied);
    return varied;
  };

  const otherIds = new Map<string, string>();
  const withOther: World['withOther'] = (scenario, changes) => {
    const [base = '', ...rest] = scenario.id.split('/');
    const key = JSON.stringify([base, ...changes]);
    const id = otherIds.get(key) ?? `${base}w${otherIds.size + 1}`;
    otherIds.set(key, id);
    chosenBy.set(id, new Map([...(chosenBy.get(base) ?? []), ...changes]));
    const call = answeredBy.get(base);
    if (call !== undefined) answeredBy.set(id, call);
    return { ...scenario, id: [id, ...rest].join('/') };
  };

  return success({
    scenarios,
    others,
    run,
    answered,
    variations,
    withOther,
    openValues(made) {
      const from = madeFrom.get(made);
      if (from === undefined || [...from.reads].some((path) => path.endsWith('.*'))) return undefined;
      return [...from.slots.values()]
        .filter(({ path, shown }) => shown.length > 1 && matters(path, from))
        .map(({ path, shown, chosen }) => ({ path, slot: slotWords(path, from, frame), count: shown.length, chosen }));
    },
    withFailure,
    withSecondCall,
    recorded(made) {
      const from = madeFrom.get(made);
      if (from === undefined) return undefined;
      const { script, observation, reads, calls, edited } = from;
      const helperCode = edited.bundled.map(({ code }) => code);
      return { script, observation, reads, calls, code: edited.probed.code, helperCode, calling: edited.probed.calling };
    },
    program(scenario, made, _edits, beside) {
      const from = madeFrom.get(made);
      return from === undefined
        ? failure('the run is of another world')
        : standaloneProgram({ scenario, run: from, frame, ...(beside && { beside: beside.observation }) });
    },
  });
}
