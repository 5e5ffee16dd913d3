import { ts } from 'ts-morph';
import { movedCode } from '../../analysis/movedCode.ts';
import type { ChangeInCode } from '../../terms/exercise.ts';
import type { Observation } from '../../terms/proof.ts';
import { inCall } from '../wording/callWords.ts';
import { contrast, type UntoldOption } from '../wording/contrast.ts';
import { failureClass } from '../worlds/script.ts';
import { mutantsOf } from '../mutants.ts';
import { isLogging } from '../wording/outcomeFeatures.ts';
import { stepsSeen } from '../wording/runSteps.ts';
import { sameObservation } from '../wording/runWords.ts';
import type { Ran } from '../runs.ts';
import { capitalised, lastName, uncapitalised } from '../wording/stemWords.ts';
import type { RunnableScenario, UnitEdit } from '../worlds/world.ts';
import { changedInCode } from '../wording/changedInCode.ts';
import { sameSurroundings } from './sameSurroundings.ts';
import { runsStraightOn } from './runsStraightOn.ts';
import { differencesInWords } from './callDifferences.ts';
import type { Draft, ExerciseKind, KindRequest } from './exerciseKind.ts';
import { failureAt } from './failureAt.ts';

const rivalsTried = 16;
const failuresTried = 8;

interface Compared {
  readonly scenario: RunnableScenario;
  readonly now: Ran;
  readonly before: Ran;
  readonly differs: boolean;
}

/**
 * What an edit changed in behaviour, found by running the old and the new text in the same world.
 *
 *     - return users.filter(active);
 *     + return users.filter(active).sort(byName);
 *
 * "Before this change: `users.sort` never runs. And now?", and, where one of several stated calls differs, which one it is. An edit
 * that changes nothing in any of the runs gets no question.
 */
export const versionDiff: ExerciseKind = {
  id: 'E24 version-diff-input',
  level: 'change-impact',
  async draft(request) {
    const { before } = request;
    if (before === undefined || !sameSurroundings(before.text, request.unit.located)) return [];
    if (movedCode(before.text, request.unit.located, { checker: request.unit.checker })) return [];
    const { node, sourceFile } = request.unit.located;
    const compared = await compareVersions(request, [{ start: node.getStart(sourceFile), end: node.end, text: before.text }]);
    const change = changedInCode(before.text, node.getText(sourceFile), request.unit.located.unit.lines[0]);
    const drafts: Draft[] = [];
    for (const difference of compared.filter(({ differs }) => differs)) {
      const draft = await draftFor(request, difference, change);
      if (draft !== undefined) drafts.push(draft);
      const which = whichCall(request, difference, compared, change);
      if (which !== undefined) drafts.push(which);
    }
    return drafts.toSorted((left, right) => right.weight - left.weight);
  },
};

async function compareVersions(request: KindRequest, old: readonly UnitEdit[]): Promise<readonly Compared[]> {
  const found: Compared[] = [];
  async function compare(scenario: RunnableScenario): Promise<void> {
    const now = await request.runs.run(scenario);
    const before = await request.runs.run(scenario, old);
    if (now === undefined || before === undefined) return;
    found.push({ scenario, now, before, differs: !sameObservation(renamed(now), renamed(before)) });
  }
  for (const base of request.baseline) await compare(base.scenario);
  for (const scenario of request.runs.world.others) {
    if (found.some(({ differs }) => differs)) break;
    await compare(scenario);
  }
  let failures = 0;
  // Without a `try` a throwing call ends either version.
  const guarded = [request.before?.text ?? '', request.unit.located.node.getText()].some((text) => /\btry\b/u.test(text));
  for (const base of request.baseline.slice(0, 2)) {
    for (const call of base.run.boundaryCalls) {
      if (failures >= failuresTried || (!call.async && !guarded) || isLogging(call.target)) continue;
      failures += 1;
      const failure = failureAt(call);
      await compare(request.runs.world.withFailure(base.scenario, failure));
    }
  }
  return found;
}

/** `React.useCallback` imported as `useCallback` is no difference in behaviour, and neither is `make(…)` for `new Made(…)` alone. */
function renamed({ run: { observation } }: Ran): Observation {
  const plain = (text: string): string => text.replaceAll(/\bnew |\b[\w$]+\.(?=[\w$]+\()/g, '');
  return {
    effects: observation.effects.map(({ kind, target, values }) => ({
      kind: kind === 'new' ? 'call' : kind,
      target: kind === 'call' || kind === 'new' ? (target.split('.').at(-1) ?? target) : target,
      values: values.map(plain),
    })),
    settlement:
      'value' in observation.settlement
        ? { ...observation.settlement, value: plain(observation.settlement.value) }
        : observation.settlement,
  };
}

/** What the failing call would have answered is stated nowhere: an answer that names it could not be worked out. */
function namesWhatIsNotShown({ run }: Ran, code: string): boolean {
  const { settlement } = run.observation;
  const shown = code.replaceAll("'", '"');
  return 'value' in settlement && [...settlement.value.matchAll(/"(?:[^"\\]|\\.)+"/gu)].some(([text]) => !shown.includes(text));
}

async function draftFor(
  request: KindRequest,
  { scenario, now, before }: Compared,
  change: ChangeInCode | undefined,
): Promise<Draft | undefined> {
  const { located } = request.unit;
  const others: UntoldOption[] = [
    { shownBy: before, happensWhen: 'with the code from before this change', reason: 'That is what it did before this change.' },
  ];
  for (const mutant of mutantsOf(located).slice(0, rivalsTried)) {
    const ran = await request.runs.run(scenario, mutant.edits);
    if (ran !== undefined)
      others.push({ shownBy: ran, happensWhen: mutant.happensWhen, reason: `That is what happens ${mutant.happensWhen}.` });
  }
  const { failure } = scenario;
  for (const base of request.baseline) {
    if (failure !== undefined) {
      // What other calls answer is not stated where one fails.
      if (scenario.id !== base.scenario.id && !scenario.id.startsWith(`${base.scenario.id}/`)) continue;
      if (namesWhatIsNotShown(base, located.node.getText())) continue;
      const happensWhen = `when \`${failure.call.target}\` succeeds`;
      others.push({ shownBy: base, happensWhen, reason: `That is what happens ${happensWhen}.` });
    } else if (base.scenario.id !== scenario.id) {
      const where = inCall(base.scenario).replace(/^(?:In|When)/, (word) => word.toLowerCase());
      others.push({ shownBy: base, happensWhen: where, reason: `That is what happens ${where}.` });
    }
  }
  const { node } = located;
  const body = 'body' in node && node.body !== undefined && ts.isBlock(node.body as ts.Node) ? (node.body as ts.Block).statements : [];
  const runsOn = runsStraightOn(body, located, now.run.observation);
  const told = contrast({
    key: {
      shownBy: now,
      happensWhen: 'with the code as it is now',
      reason: 'Old and new code were run in the same call: this is what only the new one does.',
    },
    others,
    words: {
      injected: failureClass,
      excludes: (target) => target === scenario.failure?.call.target,
      ...(scenario.failure === undefined && { onlyReceives: runsOn }),
    },
    apartFrom: before,
  });
  const old = told?.distractors.find((option) => option.shownBy === before);
  if (told === undefined || old === undefined) return undefined;
  const further = told.distractors.filter((option) => option.text !== old.text);
  const tooFew = new Set(further.map((option) => option.text)).size < 2;
  const failing = scenario.failure === undefined ? '' : `${capitalised(scenario.title)}. `;
  // Where the other wrong answers are too few, the old behaviour is one of them and cannot stand in the question.
  const stem = tooFew
    ? `${failing}This change alters what this call does. ${capitalised(told.ask)} now?`
    : `${failing}Before this change: ${uncapitalised(old.text)} And now?`;
  return {
    stem,
    ...(change && { change }),
    aspects: told.aspects,
    scenarioClass: scenario.title,
    key: told.key,
    distractors: tooFew ? [old, ...further] : further,
    lines: linesOfRun(now, located.unit.lines),
    weight: 1,
  };
}

/** The one of the stated calls in which old and new code differ. */
function whichCall(
  request: KindRequest,
  key: Compared,
  compared: readonly Compared[],
  change: ChangeInCode | undefined,
): Draft | undefined {
  const equal = compared.filter(({ differs }) => !differs);
  if (equal.length < 2) return undefined;
  const { located } = request.unit;
  const offered = [key, ...equal].map(({ now }) => now);
  const words = differencesInWords(offered);
  const text = words.get(key.now);
  // Which calls a change alters can be told only by someone who sees what it replaced.
  if (text === undefined || change === undefined) return undefined;
  const beforeThen = `Before this change:\n${stepsSeen(key.before, located).join('\n')}`;
  return {
    change,
    stem: `One of these calls of \`${lastName(located.unit.name)}\` gives another result since this change. Which one?`,
    aspects: ['which call'],
    calls: offered,
    scenarioClass: `which ${key.scenario.title}`,
    key: {
      text: `When ${text}`,
      shownBy: key.now,
      happensWhen: `when ${text}`,
      reason: 'Old and new code were run in each of these calls: only this one comes out differently.',
      remark: beforeThen,
    },
    distractors: equal.flatMap(({ now }) => {
      const other = words.get(now);
      return other === undefined
        ? []
        : [
            {
              text: `When ${other}`,
              shownBy: now,
              happensWhen: `when ${other}`,
              reason: 'Old and new code do the same in this call.',
              remark: 'The code from before this change did exactly the same.',
            },
          ];
    }),
    lines: linesOfRun(key.now, located.unit.lines),
    weight: 0.95,
  };
}

function linesOfRun(ran: Ran, whole: readonly [number, number]): Draft['lines'] {
  const { executedLines } = ran.run;
  return executedLines.length === 0 ? [whole] : [[Math.min(...executedLines), Math.max(...executedLines)]];
}
