import { contrast, type UntoldOption } from '../contrast.ts';
import { failureClass } from '../script.ts';
import { mutantsOf } from '../mutants.ts';
import { sameObservation } from '../runWords.ts';
import type { Ran } from '../runs.ts';
import { inCall } from '../callWords.ts';
import { lastName } from '../stemWords.ts';
import type { Failure, RunnableScenario, UnitEdit } from '../world.ts';
import type { Draft, ExerciseKind, KindRequest } from './exerciseKind.ts';

const rivalsTried = 16;
const failuresTried = 8;

interface Difference {
  readonly scenario: RunnableScenario;
  readonly now: Ran;
  readonly before: Ran;
}

/**
 * What an edit changed in behaviour, found by running the old and the new text in the same world.
 *
 *     - return users.filter(active);
 *     + return users.filter(active).sort(byName);
 *
 * "Since this change, in the call where `users` is in use elsewhere: what becomes of `users`?" An edit that changes nothing in any
 * of the runs gets no question.
 */
export const versionDiff: ExerciseKind = {
  id: 'E24 version-diff-input',
  level: 'change-impact',
  async draft(request) {
    const { before } = request;
    if (before === undefined) return [];
    const { node, sourceFile } = request.unit.located;
    const old: readonly UnitEdit[] = [{ start: node.getStart(sourceFile), end: node.end, text: before.text }];
    const drafts: Draft[] = [];
    for (const difference of await differences(request, old)) {
      const draft = await draftFor(request, difference);
      if (draft !== undefined) drafts.push(draft);
    }
    return drafts.toSorted((left, right) => right.weight - left.weight);
  },
};

async function differences(request: KindRequest, old: readonly UnitEdit[]): Promise<readonly Difference[]> {
  const found: Difference[] = [];
  async function compare(scenario: RunnableScenario): Promise<void> {
    const now = await request.runs.run(scenario);
    const before = await request.runs.run(scenario, old);
    if (now === undefined || before === undefined || sameObservation(now.run.observation, before.run.observation)) return;
    found.push({ scenario, now, before });
  }
  for (const base of request.baseline) await compare(base.scenario);
  let failures = 0;
  for (const base of request.baseline.slice(0, 2)) {
    for (const call of base.run.boundaryCalls) {
      if (!call.async || failures >= failuresTried) continue;
      failures += 1;
      const failure: Failure = { call: { target: call.target, occurrence: call.occurrence }, with: 'rejects' };
      await compare(request.runs.world.withFailure(base.scenario, failure));
    }
  }
  return found;
}

async function draftFor(request: KindRequest, difference: Difference): Promise<Draft | undefined> {
  const { scenario, now, before } = difference;
  const { located } = request.unit;
  const others: UntoldOption[] = [
    { shownBy: before, happensWhen: 'with the code from before this change', reason: 'That is what it did before this change.' },
  ];
  for (const mutant of mutantsOf(located).slice(0, rivalsTried)) {
    const ran = await request.runs.run(scenario, mutant.edits);
    if (ran !== undefined)
      others.push({ shownBy: ran, happensWhen: mutant.happensWhen, reason: `That is what happens ${mutant.happensWhen}.` });
  }
  const unitName = lastName(located.unit.name);
  const told = contrast({
    key: {
      shownBy: now,
      happensWhen: 'with the code as it is now',
      reason: 'Old and new code were run in the same call: this is what only the new one does.',
    },
    others,
    words: { unitName, injected: failureClass, excludes: (target) => target === scenario.failure?.call.target },
  });
  if (told === undefined) return undefined;
  const old = told.distractors.find((option) => option.shownBy === before);
  if (old === undefined) return undefined;
  return {
    stem: `This change alters what \`${unitName}\` does. ${inCall(scenario)}, ${told.ask} now?`,
    scenarioClass: scenario.title,
    key: told.key,
    distractors: [old, ...told.distractors.filter((option) => option !== old)],
    lines:
      now.run.executedLines.length === 0
        ? [located.unit.lines]
        : [[Math.min(...now.run.executedLines), Math.max(...now.run.executedLines)]],
    weight: 1,
  };
}
