import type { Fact } from '../terms/fact.ts';
import type { Sentence } from '../terms/explanation.ts';
import type { LineRange } from '../terms/ranges.ts';

const mostTold = 3;
const worthTelling = 0.5;
/** Who calls a unit is not altered by a change of the unit itself. */
const aboutOthers: ReadonlySet<string> = new Set(['callers', 'arguments-passed']);

export interface Altered {
  readonly before: readonly Fact[];
  readonly now: readonly Fact[];
  readonly lines: LineRange;
}

/**
 * What held of the unit before a change and no longer does, and what holds only since: from the facts of both versions. Line numbers of
 * the old version point nowhere now, so an old fact is told only where it names none.
 */
export function alteredByChange({ before, now, lines }: Altered): readonly Sentence[] {
  const worth = (facts: readonly Fact[], others: readonly Fact[]): readonly Fact[] =>
    facts.filter(
      (fact) =>
        fact.surprise >= worthTelling &&
        !aboutOthers.has(fact.kind) &&
        !others.some((other) => other.id === fact.id || other.text === fact.text),
    );
  const gone = worth(before, now)
    .filter(({ text }) => !/\blines? \d/u.test(text))
    .map(({ text }): Sentence => ({ text: `No longer so: ${text}`, lines: [lines], section: 'what this change altered' }));
  const added = worth(now, before).map((fact): Sentence => ({
    text: `New with it: ${fact.text}`,
    lines: fact.lines,
    section: 'what this change altered',
  }));
  return [...gone.slice(0, mostTold), ...added.slice(0, mostTold)];
}
