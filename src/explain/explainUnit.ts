import type { Explanation, Sentence } from '../terms/explanation.ts';
import type { Fact } from '../terms/fact.ts';
import type { Unit } from '../terms/unit.ts';

/** From this surprise on a fact is worth interrupting for: below it, name, signature or the line itself nearly say so. */
export const worthSaying = 0.5;
/** Whoever opened the sidebar asked, so it may say a little more. */
const worthListing = 0.35;
const mostSentences = 8;

/** Facts that only tell how it goes; what is in neither set can go wrong and stands under "watch out". */
const howItRuns: ReadonlySet<string> = new Set(['await-order', 'outside-changes', 'quiet-exits', 'shared-state', 'state-read-here']);
const inThisProject: ReadonlySet<string> = new Set(['callers']);

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
    if (fact.surprise < worthListing || told.has(fact.text) || proved.length === mostSentences) continue;
    told.add(fact.text);
    proved.push({ text: fact.text, lines: fact.lines, section: sectionOf(fact) });
  }
  return { proved, recorded: knowledge.recorded ?? [], said: [] };
}

function sectionOf(fact: Fact): NonNullable<Sentence['section']> {
  if (inThisProject.has(fact.kind)) return 'in this project';
  return howItRuns.has(fact.kind) ? 'how it runs' : 'watch out';
}

export function bySurprise(facts: readonly Fact[]): readonly Fact[] {
  return [...facts].sort((left, right) => right.surprise - left.surprise);
}
