import type { DraftOption } from '../kinds/exerciseKind.ts';
import type { Ran } from '../runs.ts';
import type { Contrast, UntoldOption } from './contrast.ts';
import type { OutcomeFeature } from './outcomeFeature.ts';
import { featuresAmong, type SettlementWords } from './outcomeFeatures.ts';
import { sameObservation } from './runWords.ts';
import { capitalised } from './stemWords.ts';

const nothingChanges = 'Nothing changes in this call.';
const longestClause = 44;

/**
 * What a lost line comes to in one call, where each answer is one thing that changes and one is that nothing does:
 * "`release` never runs." beside "The caller gets `2`." and "Nothing changes in this call." The asked run may be as the call was.
 * `undefined` when fewer than two wrong answers can be told.
 */
export function consequences(request: {
  readonly key: UntoldOption;
  readonly others: readonly UntoldOption[];
  /** The call as it is. */
  readonly base: Ran;
  readonly words: SettlementWords;
}): Contrast | undefined {
  const { key, others, base, words } = request;
  const asked = key.shownBy;
  const isUnchanged = ({ run }: Ran): boolean => sameObservation(run.observation, base.run.observation);
  const tell = (ran: Ran): { readonly clause: string; readonly feature: OutcomeFeature } | undefined => {
    const found = featuresAmong([ran.run.observation, base.run.observation], words).flatMap((feature) => {
      const clause = feature.tell(ran.run.observation);
      const usual = feature.tell(base.run.observation);
      return clause === undefined || usual === undefined || clause === usual || clause.length > longestClause ? [] : [{ clause, feature }];
    });
    // It may not be so in the asked run as well.
    return found
      .filter(({ clause, feature }) => ran === asked || feature.tell(asked.run.observation) !== clause)
      .toSorted((left, right) => left.feature.rank - right.feature.rank)[0];
  };
  const own = isUnchanged(asked) ? undefined : tell(asked);
  if (own === undefined && !isUnchanged(asked)) return undefined;
  const aspects = new Set(own === undefined ? [] : [own.feature.id]);
  const distractors: DraftOption[] = [];
  for (const other of others) {
    if (isUnchanged(other.shownBy)) {
      if (!isUnchanged(asked)) distractors.push({ ...other, text: nothingChanges });
      continue;
    }
    const told = tell(other.shownBy);
    if (told === undefined || told.clause === own?.clause) continue;
    aspects.add(told.feature.id);
    distractors.push({ ...other, text: `${capitalised(told.clause)}.` });
  }
  if (distractors.length < 2) return undefined;
  return {
    ask: 'what comes of it in this call',
    aspects: [...aspects],
    key: { ...key, text: own === undefined ? nothingChanges : `${capitalised(own.clause)}.` },
    distractors,
    async judge(again) {
      const now = await again(asked);
      const usual = await again(base);
      if (now === undefined || usual === undefined) return false;
      const isSame = sameObservation(now.run.observation, usual.run.observation);
      return own === undefined ? isSame : !isSame && own.feature.tell(now.run.observation) === own.clause;
    },
    tell: (ran) => tell(ran)?.clause,
  };
}
