import { ts } from 'ts-morph';
import type { Observation } from '../../terms/proof.ts';
import { mutantsOf } from '../mutants.ts';
import { isLogging } from '../outcomeFeatures.ts';
import { sameObservation } from '../runWords.ts';
import type { Ran } from '../runs.ts';
import { inCall } from '../stemWords.ts';
import { linesOf } from '../syntaxLines.ts';
import type { Draft, DraftOption, ExerciseKind, KindRequest } from './exerciseKind.ts';

const fewestSteps = 3;
const mostSteps = 6;
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
  const known = new Set(request.baseline.flatMap((other) => sequence(other.run.observation)));
  const written = writtenOrder(request, known);
  const surprising = !isSubsequence(steps, written);
  const skipped = written.some((target) => !steps.includes(target));
  if (!surprising && !skipped) return undefined;
  const text = (observation: Observation): string =>
    sequence(observation)
      .map((target) => `\`${target}\``)
      .join(' → ');
  const distractors: DraftOption[] = [];
  const steptargets = new Set([...steps, ...written]);
  for (const mutant of mutantsOf(located).slice(0, rivalsTried)) {
    const ran = await request.runs.run(base.scenario, mutant.edits);
    if (ran === undefined || sameObservation(ran.run.observation, base.run.observation)) continue;
    const order = sequence(ran.run.observation);
    if (order.length < 2 || order.length > mostSteps || order.some((target) => !steptargets.has(target))) continue;
    distractors.push({
      text: text(ran.run.observation),
      shownBy: ran,
      happensWhen: mutant.happensWhen,
      reason: `That is the order ${mutant.happensWhen}.`,
    });
  }
  return {
    stem: `${inCall(base.scenario)}, which calls leave the function, in which order?`,
    scenarioClass: base.scenario.title,
    key: {
      text: text(base.run.observation),
      shownBy: base,
      happensWhen: 'in the asked run',
      reason: surprising
        ? 'The calls do not run in the order in which they are written.'
        : 'The condition decides which calls are left out.',
    },
    distractors: distractors.toSorted((left, right) => closeness(right, steps) - closeness(left, steps)),
    lines: [linesOf(located.node, located.sourceFile)],
    weight: surprising ? 0.8 : 0.45,
  };
}

function sequence(observation: Observation): readonly string[] {
  return observation.effects
    .filter((effect) => (effect.kind === 'call' || effect.kind === 'new') && !isLogging(effect.target))
    .map((effect) => effect.target);
}

/** Targets in the order in which their calls stand in the code. */
function writtenOrder(request: KindRequest, targets: ReadonlySet<string>): readonly string[] {
  const { node, sourceFile } = request.unit.located;
  const found: string[] = [];
  function visit(child: ts.Node): void {
    ts.forEachChild(child, visit);
    if (!ts.isCallExpression(child) && !ts.isNewExpression(child)) return;
    const target = child.expression.getText(sourceFile).replaceAll('?.', '.');
    if (targets.has(target)) found.push(target);
  }
  ts.forEachChild(node, visit);
  return found;
}

/** Whether the steps, each standing once, follow the written order. */
function isSubsequence(steps: readonly string[], written: readonly string[]): boolean {
  let position = 0;
  for (const step of steps) {
    const next = written.indexOf(step, position);
    if (next < 0) return false;
    position = next + 1;
  }
  return true;
}

/** Options with as many steps as the key are harder to tell by their looks. */
function closeness(option: DraftOption, steps: readonly string[]): number {
  return -Math.abs(sequence(option.shownBy.run.observation).length - steps.length);
}
