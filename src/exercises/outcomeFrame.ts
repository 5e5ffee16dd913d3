import type { Observation } from '../terms/proof.ts';
import { capitalised } from './stemWords.ts';
import { featuresAmong, type OutcomeFeature, type SettlementWords } from './outcomeFeatures.ts';

/**
 * The one or two aspects in which the options of a question differ.
 * An option is the aspect told of an observation; it is true of another observation exactly when that one tells the same.
 */
export interface OutcomeFrame {
  /** Finishes a stem: `what does the caller of \`checkout\` see, and does \`notify\` run`. */
  readonly ask: string;
  /** A sentence, or `undefined` when the observation cannot be told in few words. */
  tell(observation: Observation): string | undefined;
  /** How many different wrong sentences there are. */
  readonly distinct: number;
}

/**
 * The frame that tells `asked` apart from the most of `others`; `undefined` when fewer than two wrong sentences result.
 * `apartFrom` is an observation whose sentence has to differ in any case.
 */
export function frameFor(
  asked: Observation,
  others: readonly Observation[],
  words: SettlementWords,
  apartFrom?: Observation,
): OutcomeFrame | undefined {
  const features = featuresAmong([asked, ...others], words).filter((feature) => feature.tell(asked) !== undefined);
  let best: { readonly frame: OutcomeFrame; readonly score: number } | undefined;
  for (const [index, first] of features.entries()) {
    for (const second of [undefined, ...features.slice(index + 1)]) {
      if (second !== undefined && sameSubject(first, second)) continue;
      const chosen = second === undefined ? [first] : [first, second];
      const frame = frameOf(chosen, asked, others);
      if (frame.distinct < 2 || (apartFrom !== undefined && frame.tell(apartFrom) === frame.tell(asked))) continue;
      const usual = apartFrom === undefined ? 0 : chosen.filter((feature) => feature.tell(apartFrom) === feature.tell(asked)).length;
      const score =
        Math.min(frame.distinct, 3) * 10 - usual * 6 - chosen.reduce((sum, feature) => sum + feature.rank, 0) - (chosen.length - 1);
      if (best === undefined || score > best.score) best = { frame, score };
    }
  }
  return best?.frame;
}

function frameOf(features: readonly OutcomeFeature[], asked: Observation, others: readonly Observation[]): OutcomeFrame {
  function tell(observation: Observation): string | undefined {
    const clauses: string[] = [];
    for (const feature of features) {
      const clause = feature.tell(observation);
      if (clause === undefined) return undefined;
      clauses.push(clause);
    }
    const text = clauses.join('; ');
    return `${capitalised(text)}.`;
  }
  const truth = tell(asked);
  const wrong = new Set<string>();
  for (const other of others) {
    const text = tell(other);
    if (text !== undefined && text !== truth) wrong.add(text);
  }
  return { ask: features.map((feature) => feature.ask).join(', and '), tell, distinct: wrong.size };
}

/** Count and arguments of one call would say the same thing twice. */
function sameSubject(first: OutcomeFeature, second: OutcomeFeature): boolean {
  return first.id.split(' ').at(-1) === second.id.split(' ').at(-1);
}
