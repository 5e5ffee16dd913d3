import { valueInWords } from '../callWords.ts';
import { featuresAmong, type OutcomeFeature } from '../outcomeFeatures.ts';
import type { Ran } from '../runs.ts';
import { lastName } from '../stemWords.ts';
import { linesOf } from '../syntaxLines.ts';
import type { Draft, DraftOption, ExerciseKind, KindRequest } from './exerciseKind.ts';

const mostParts = 3;
const longestCall = 100;

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
    const told = new Map<Ran, string>();
    for (const base of request.baseline) {
      const text = callInWords(base, request.baseline);
      if (text !== undefined) told.set(base, text);
    }
    if (told.size < 3) return [];
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
    { unitName },
  );
  const clues = features.flatMap((feature) => clueOf(feature, key, calls));
  const [clue] = clues.toSorted((left, right) => left.feature.rank - right.feature.rank || right.others.length - left.others.length);
  if (clue === undefined) return undefined;
  const optionFor = (call: Ran): Omit<DraftOption, 'reason'> => {
    const text = told.get(call) ?? '';
    return { text: `The call where ${text}`, shownBy: call, happensWhen: `when ${text}` };
  };
  return {
    stem: `After one of these calls of \`${unitName}\`, ${clue.seen}. Which call was it?`,
    scenarioClass: `${clue.feature.id} ${key.scenario.title}`,
    key: { ...optionFor(key), reason: 'Running this call shows it; the others were run as well and show something else.' },
    distractors: clue.others.map((call) => ({
      ...optionFor(call),
      reason: `After that call, ${clue.feature.tell(call.run.observation)}.`,
    })),
    lines: [linesOf(located.node, located.sourceFile)],
    weight: 0.5,
  };
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

/** Every value in which this call differs from any other stated one. */
function callInWords(call: Ran, all: readonly Ran[]): string | undefined {
  const differing = call.scenario.values.filter(({ slot, value }) =>
    all.some((other) => other.scenario.values.some((theirs) => theirs.slot === slot && theirs.value !== value)),
  );
  if (differing.length === 0 || differing.length > mostParts) return undefined;
  const text = differing.map((value) => valueInWords(value)).join(' and ');
  return text.length <= longestCall ? text : undefined;
}
