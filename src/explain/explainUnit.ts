import type { Explanation, Sentence } from '../terms/explanation.ts';
import type { Fact } from '../terms/fact.ts';
import type { Unit } from '../terms/unit.ts';

/** From this surprise on a fact is worth a sentence: below it, name, signature or the line itself already say so. */
export const worthSaying = 0.5;
const mostSentences = 8;

export interface UnitKnowledge {
  readonly unit: Unit;
  readonly facts: readonly Fact[];
  /** What was recorded about it: a commit's subject, what was asked for. Text from outside, already made visible. */
  readonly recorded?: readonly Sentence[];
}

/** Facts → sentences, each with the lines it rests on; the least obvious first, one sentence per matter. */
export function explainUnit(knowledge: UnitKnowledge): Explanation {
  const proved: Sentence[] = [];
  const told = new Set<string>();
  for (const fact of bySurprise(knowledge.facts)) {
    if (fact.surprise < worthSaying || told.has(fact.text) || proved.length === mostSentences) continue;
    told.add(fact.text);
    proved.push({ text: fact.text, lines: fact.lines });
  }
  return { proved, recorded: knowledge.recorded ?? [], said: [] };
}

export function bySurprise(facts: readonly Fact[]): readonly Fact[] {
  return [...facts].sort((left, right) => right.surprise - left.surprise);
}
