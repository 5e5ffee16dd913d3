import type { ConceptLevels } from '../terms/concept.ts';
import type { RecordedAnswer } from './answerStore.ts';

/** One right answer may be luck, and two about the same code one memory. */
const fewestUnits = 2;

/**
 * From the answers, oldest first, and what the person muted. The last answer that an idiom decided counts: wrong, or not sure, is shaky;
 * right, and not a guess, is understood once two units were answered rightly. Of all other idioms nothing is known.
 */
export function conceptLevels(answers: readonly RecordedAnswer[], muted: ReadonlySet<string>): ConceptLevels {
  const last = new Map<string, RecordedAnswer>();
  const right = new Map<string, Set<string>>();
  for (const recorded of answers) {
    if (recorded.voided) continue;
    for (const concept of recorded.concepts) {
      last.set(concept, recorded);
      if (isKnown(recorded)) right.set(concept, (right.get(concept) ?? new Set()).add(recorded.unitKey));
    }
  }
  const of = (passes: (concept: string, recorded: RecordedAnswer) => boolean): readonly string[] =>
    [...last].flatMap(([concept, recorded]) => (passes(concept, recorded) ? [concept] : []));
  const understood = of((concept, recorded) => isKnown(recorded) && (right.get(concept)?.size ?? 0) >= fewestUnits);
  return {
    understood: new Set([...understood, ...muted]),
    shaky: new Set(of((concept, { verdict }) => verdict !== 'right' && !muted.has(concept))),
  };
}

function isKnown({ verdict, answer }: RecordedAnswer): boolean {
  return verdict === 'right' && answer.confidence !== 'guess';
}
