import { giveaway, unlikeEachOther } from './gates/cueRules.ts';
import type { DraftOption } from './kinds/exerciseKind.ts';

/** Distractors beyond these are worse by the kind's own order. */
const considered = 7;

/**
 * Two or three distractors that go with the key without giving it away, as many and as good as possible; distractors that read the
 * same count once. `undefined` when no choice of two passes.
 */
export function chooseDistractors(
  key: DraftOption,
  distractors: readonly DraftOption[],
  passes: (chosen: readonly DraftOption[]) => boolean,
  /** Options that are names of the code are as long as the code has them: evenly long ones are only preferred. */
  areNames = false,
): readonly DraftOption[] | undefined {
  const texts = new Set([key.text]);
  const different = distractors.filter((option) => {
    if (texts.has(option.text)) return false;
    texts.add(option.text);
    return true;
  });
  const pool = different.slice(0, considered);
  const rules: readonly ((texts: readonly string[]) => string | undefined)[] = [
    (texts) => giveaway(texts, 0),
    ...(areNames ? [unlikeEachOther] : []),
  ];
  for (const rule of rules) {
    for (const count of [3, 2]) {
      for (const chosen of combinations(pool, count)) {
        if (rule([key, ...chosen].map(({ text }) => text)) === undefined && passes(chosen)) return chosen;
      }
    }
  }
  return undefined;
}

/** All choices of `count` items, those with the earliest items first. */
function combinations<Item>(items: readonly Item[], count: number): readonly (readonly Item[])[] {
  if (count === 0) return [[]];
  const found: (readonly Item[])[] = [];
  for (const [index, item] of items.entries()) {
    for (const rest of combinations(items.slice(index + 1), count - 1)) found.push([item, ...rest]);
  }
  return found;
}
