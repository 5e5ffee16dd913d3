import type { Observation } from '../../terms/proof.ts';
import { mutantsOf } from '../mutants.ts';
import { isLogging } from '../wording/outcomeFeatures.ts';
import { sameObservation } from '../wording/runWords.ts';
import type { Ran } from '../runs.ts';
import { linesOf } from '../syntaxLines.ts';
import type { Draft, DraftOption, ExerciseKind, KindRequest } from './exerciseKind.ts';
import { waitingMutants } from './waitingMutants.ts';

const fewestSteps = 3;
const mostSteps = 7;
const longestOption = 110;
const rivalsTried = 24;

/**
 * The order in which things leave the unit, where it is not the order in which they are written.
 *
 *     queue.forEach(async (job) => { await lock(job); run(job); });
 *     report();
 *
 * "In which order do these run?" `lock → lock → report → run → run`. Not asked where the order is the source order with nothing
 * skipped: that is reading aloud.
 */
export const effectOrder: ExerciseKind = {
  id: 'E07 effect-order',
  level: 'predict',
  async draft(request) {
    const drafts: Draft[] = [];
    for (const base of request.baseline) {
      const draft = await draftFor(request, base);
      if (draft !== undefined) drafts.push(draft);
    }
    return drafts.toSorted((left, right) => right.weight - left.weight).slice(0, 2);
  },
};

async function draftFor(request: KindRequest, base: Ran): Promise<Draft | undefined> {
  const { located } = request.unit;
  const steps = sequence(base.run.observation);
  if (steps.length < fewestSteps || steps.length > mostSteps) return undefined;
  const key = inWords(steps);
  const surprising = jumpsBack(base);
  const skipped = skippedTargets(request, base);
  if (key.length > longestOption || (!surprising && skipped.length === 0)) return undefined;
  const distractors: DraftOption[] = [];
  const known = new Set([...steps, ...skipped]);
  for (const mutant of [...waitingMutants(located), ...mutantsOf(located)].slice(0, rivalsTried)) {
    const ran = await request.runs.run(base.scenario, mutant.edits);
    if (ran === undefined || sameObservation(ran.run.observation, base.run.observation)) continue;
    const order = sequence(ran.run.observation);
    if (order.length < 2 || order.length > mostSteps || order.some((target) => !known.has(target))) continue;
    distractors.push({
      text: inWords(order),
      shownBy: ran,
      happensWhen: mutant.happensWhen,
      reason: `That is the order ${mutant.happensWhen}.`,
    });
  }
  return {
    stem: 'Which of its outside calls are made, and in which order?',
    aspects: ['order'],
    orderMatters: surprising,
    scenarioClass: base.scenario.title,
    key: {
      text: key,
      shownBy: base,
      happensWhen: 'in the asked run',
      reason: surprising
        ? 'The calls do not run in the order in which they are written.'
        : 'The condition decides which calls are left out.',
    },
    distractors: distractors.toSorted((left, right) => closeness(right, steps) - closeness(left, steps)),
    lines: [linesOf(located.node, located.sourceFile)],
    weight: surprising ? 0.8 : 0.05,
  };
}

function sequence(observation: Observation): readonly string[] {
  return observation.effects
    .filter((effect) => (effect.kind === 'call' || effect.kind === 'new') && !isLogging(effect.target))
    .map((effect) => effect.target);
}

function inWords(steps: readonly string[]): string {
  return steps.map((target) => `\`${target}\``).join(' → ');
}

/** Whether a call runs after one that stands further down, other than by a loop going round. */
function jumpsBack(base: Ran): boolean {
  const calls = base.run.boundaryCalls.filter((call) => !isLogging(call.target));
  const seen = new Set<string>();
  let furthest = 0;
  for (const call of calls) {
    if (call.line < furthest && !seen.has(call.target)) return true;
    seen.add(call.target);
    furthest = Math.max(furthest, call.line);
  }
  return false;
}

/** What other stated calls do between the first and the last step of this one, and this one does not. */
function skippedTargets(request: KindRequest, base: Ran): readonly string[] {
  const own = base.run.boundaryCalls;
  const lines = own.map((call) => call.line);
  const made = new Set(own.map((call) => call.target));
  const others = request.baseline.flatMap((other) => other.run.boundaryCalls);
  return others
    .filter((call) => !made.has(call.target) && call.line > Math.min(...lines) && call.line < Math.max(...lines))
    .map((call) => call.target);
}

/** Options with as many steps as the key are harder to tell by their looks. */
function closeness(option: DraftOption, steps: readonly string[]): number {
  return -Math.abs(sequence(option.shownBy.run.observation).length - steps.length);
}
