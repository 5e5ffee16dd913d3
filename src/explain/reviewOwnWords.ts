import type { Sentence } from '../terms/explanation.ts';
import type { Fact } from '../terms/fact.ts';
import type { UnitKey } from '../terms/ids.ts';
import type { OwnWordsReview } from '../terms/model.ts';
import { contradictedFact } from './contradictions.ts';
import { splitSentences } from './splitSentences.ts';

export interface OwnWordsRequest {
  readonly unitKey: UnitKey;
  readonly proved: readonly Sentence[];
  readonly facts: readonly Fact[];
  /** What the person wrote. */
  readonly text: string;
}

/** Words that mean the same here; each group counts as one. Stems, as `stem` makes them. */
const synonyms = [
  'fail error throw thrown reject exception crash raise',
  'wait await async asynchronous',
  'copy clone duplicate',
  'change mutate modify write set alter overwrite update',
  'skip omit bypass leave',
  'empty blank nothing none',
  'caller call invoke outside',
  'again twice repeat retry another',
  'lose lost drop miss forget discard',
  'order sort sequence reorder',
  'return give result yield get back',
  'stop end cut abort interrupt break',
  'swallow catch caught handle ignore hide silent silently',
  'parallel concurrent simultaneous together',
  'keep kept remain stay live retain',
  'share common same',
  'missing absent undefined null',
  'release close free clean unlock',
  'before earlier prior first',
  'after later then afterward',
].map((group) => new Set(group.split(' ').map(stem)));
const fillers: ReadonlySet<string> = new Set(
  'the a an of to in on at is are was be been it its this that these those and or but for with as by from if when what which who whoever has have had not no so than there here one two only very own line lines place places function method does do did can will would may every each all any into out up they them their he she we you i'.split(
    ' ',
  ),
);

/** Share of a sentence's words that must come up within two sentences of the person's. */
const enough = 0.4;

/**
 * Which proved sentences a person's own words touch on: by the names and the words both use, endings and synonyms aside. It tells what
 * was mentioned, not whether it was understood; what contradicts a proven fact in so many words is said apart.
 */
export function reviewOwnWords({ unitKey, proved, facts, text }: OwnWordsRequest): OwnWordsReview {
  const written = splitSentences(text.replaceAll(/\s+/gu, ' ').trim());
  const windows = written.map((sentence, index) => terms(`${sentence} ${written[index + 1] ?? ''}`));
  const isCovered = ({ text: sentence }: Sentence): boolean => {
    const wanted = terms(sentence);
    return windows.some((said) => {
      const hits = [...wanted].filter((term) => said.has(term));
      return hits.length >= Math.min(2, wanted.size) && hits.length >= wanted.size * enough;
    });
  };
  const indices = proved.map((_, index) => index);
  const covered = indices.filter((index) => isCovered(proved[index] ?? { text: '', lines: [] }));
  const contradicted = written.flatMap((sentence) => {
    const fact = contradictedFact(sentence, facts);
    return fact === undefined ? [] : [{ text: sentence, why: fact.text }];
  });
  return { unitKey, covered, missed: indices.filter((index) => !covered.includes(index)), contradicted };
}

/** Names taken apart into their words, words without their endings, synonyms as one. */
function terms(text: string): ReadonlySet<string> {
  const split = text
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !fillers.has(word) && !/^\d+$/u.test(word));
  return new Set(
    split.map((word) => {
      const root = stem(word);
      const group = synonyms.findIndex((same) => same.has(root));
      return group < 0 ? root : `#${group}`;
    }),
  );
}

/** Takes off the commonest English endings; crude, and the same on both sides. */
function stem(word: string): string {
  return word.length > 4 ? word.replace(/(?:ations?|ingly|ings?|edly|ies|ed|es|ly|s|e)$/u, '') : word.replace(/s$/u, '');
}
