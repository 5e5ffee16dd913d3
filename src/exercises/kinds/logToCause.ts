import type { OutcomeFeature } from '../wording/outcomeFeature.ts';
import { featuresAmong } from '../wording/outcomeFeatures.ts';
import type { Ran } from '../runs.ts';
import { lastName } from '../wording/stemWords.ts';
import { linesOf } from '../syntaxLines.ts';
import { differencesInWords } from './callDifferences.ts';
import type { Draft, DraftOption, ExerciseKind, KindRequest } from './exerciseKind.ts';

/**
 * From what was seen back to the call.
 *
 * "After one of these calls of `isForced`, the caller gets `true`. Which call was it?" Each option names every value in which the
 * calls differ, so that exactly one of them fits; what they share stands among the assumptions.
 */
export const logToCause: ExerciseKind = {
  id: 'E36 log-to-cause',
  level: 'debug',
  async draft(request) {
    const told = differencesInWords(request.baseline);
    const calls = [...told.keys()];
    if (told.size < 3 || calls.every((call) => differInSize(call, calls))) return [];
    const drafts = [...told.keys()].map((base) => draftFor(request, base, told)).filter((draft) => draft !== undefined);
    return await Promise.resolve(drafts);
  },
};

function draftFor(request: KindRequest, key: Ran, told: ReadonlyMap<Ran, string>): Draft | undefined {
  const { located } = request.unit;
  const unitName = lastName(located.unit.name);
  const calls = [...told.keys()];
  const features = featuresAmong(
    calls.map((call) => call.run.observation),
    {},
  );
  const clues = features.flatMap((feature) => clueOf(feature, key, calls));
  const [clue] = clues.toSorted((left, right) => left.feature.rank - right.feature.rank || right.others.length - left.others.length);
  if (clue === undefined) return undefined;
  const optionFor = (call: Ran): Omit<DraftOption, 'reason'> => {
    const text = told.get(call) ?? '';
    return { text: `When ${text}`, shownBy: call, happensWhen: `when ${text}` };
  };
  return {
    stem: `After one of these calls of \`${unitName}\`, ${clue.seen}. Which call was it?`,
    aspects: [clue.feature.id],
    calls,
    scenarioClass: `${clue.feature.id} ${key.scenario.title}`,
    key: { ...optionFor(key), reason: 'Running this call shows it; the others were run as well and show something else.' },
    distractors: clue.others.map((call) => ({
      ...optionFor(call),
      reason: `After that call, ${clue.feature.tell(call.run.observation)}.`,
    })),
    lines: [linesOf(located.node, located.sourceFile)],
    weight: 0.35,
  };
}

/** Whether calls differ in nothing but how many items a list has: then the answer is counting. */
function differInSize(call: Ran, calls: readonly Ran[]): boolean {
  return call.scenario.values.every(
    ({ slot, value }) =>
      / items?$|\bempty\b/.test(value) ||
      calls.every((other) => other.scenario.values.every((theirs) => theirs.slot !== slot || theirs.value === value)),
  );
}

interface Clue {
  readonly feature: OutcomeFeature;
  readonly seen: string;
  readonly others: readonly Ran[];
}

/** A clue fits one call only when at least two others can be told to show something else. */
function clueOf(feature: OutcomeFeature, key: Ran, calls: readonly Ran[]): readonly Clue[] {
  const seen = feature.tell(key.run.observation);
  if (seen === undefined) return [];
  const others = calls.filter((call) => {
    const text = feature.tell(call.run.observation);
    return text !== undefined && text !== seen;
  });
  return others.length >= 2 ? [{ feature, seen, others }] : [];
}
