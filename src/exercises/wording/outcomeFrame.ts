import type { Observation } from '../../terms/proof.ts';
import { giveaway } from '../gates/cueRules.ts';
import { sameObservation } from './runWords.ts';
import { capitalised } from './stemWords.ts';
import { featuresAmong, type SettlementWords } from './outcomeFeatures.ts';
import type { OutcomeFeature } from './outcomeFeature.ts';

const mostCompared = 9;
/** A longer question is told by its answers. */
const longestAsk = 76;
/** Where two calls are told, their answers do not tell the question. */
const longestOfTwo = 110;

/** What belongs to the answer outweighs that one aspect is enough. */
const whatIsTelling = 8;

/**
 * The one or two aspects in which the options of a question differ.
 * An option is the aspect told of an observation; it is true of another observation exactly when that one tells the same.
 */
export interface OutcomeFrame {
  /** Finishes a stem: `what does the caller see, and does \`notify\` run`. */
  readonly ask: string;
  /** Ids of the aspects. */
  readonly aspects: readonly string[];
  /** One clause for each aspect, or `undefined` when the observation cannot be told in few words. */
  clauses(observation: Observation): readonly string[] | undefined;
  /** The clauses as one sentence. */
  tell(observation: Observation): string | undefined;
  /** How many different wrong sentences there are. */
  readonly distinct: number;
}

/** What counts as "nothing changes", and how that is said. */
interface Unchanged {
  readonly observation: Observation;
  readonly text: string;
}

/**
 * The frame that tells `asked` apart from the most of `others`; `undefined` when fewer than two wrong sentences result.
 * `apartFrom` is an observation whose sentence has to differ in any case; `unchanged` has a sentence of its own.
 */
export function frameFor(
  asked: Observation,
  others: readonly Observation[],
  words: SettlementWords,
  apartFrom?: Observation,
  unchanged?: Unchanged,
): OutcomeFrame | undefined {
  const features = featuresAmong([asked, ...others], words).filter((feature) => feature.tell(asked) !== undefined);
  const isTelling = ({ id }: OutcomeFeature): boolean => words.telling?.has(id.split(' ').at(-1) ?? '') === true;
  let best: { readonly frame: OutcomeFrame; readonly score: number } | undefined;
  for (const [index, first] of features.entries()) {
    for (const second of [undefined, ...features.slice(index + 1)]) {
      if (second !== undefined && (sameSubject(first, second) || isAboutArguments(first) || isAboutArguments(second))) continue;
      const chosen = second === undefined ? [first] : [first, second];
      const frame = frameOf(chosen, asked, others);
      if (!canBeAsked(frame, asked, others, unchanged)) continue;
      if (frame.distinct < 2 || (apartFrom !== undefined && frame.tell(apartFrom) === frame.tell(asked))) continue;
      // What is the same with and without the change tells nothing about the change; of two calls, it belongs to the outcome.
      const hasChange = apartFrom !== undefined && asked.second === undefined;
      if (hasChange && chosen.some((feature) => feature.tell(apartFrom) === feature.tell(asked))) continue;
      // One aspect is enough, save for a failure and for two calls: there what the caller sees and what still runs belong together.
      const price = words.injected === undefined && asked.second === undefined ? 12 : 3;
      const score =
        2 * Math.min(frame.distinct, 3) +
        (chosen.some(isTelling) ? whatIsTelling : 0) -
        2 * chosen.reduce((sum, feature) => sum + feature.rank, 0) -
        price * (chosen.length - 1);
      if (best === undefined || score > best.score) best = { frame, score };
    }
  }
  return best?.frame;
}

/** Whether two wrong answers go with the right one without length giving it away. */
function canBeAsked(frame: OutcomeFrame, asked: Observation, others: readonly Observation[], unchanged: Unchanged | undefined): boolean {
  const textOf = (observation: Observation): string | undefined =>
    unchanged !== undefined && sameObservation(observation, unchanged.observation) ? unchanged.text : frame.tell(observation);
  const truth = textOf(asked);
  if (truth === undefined) return false;
  const wrong = [...new Set(others.map(textOf))].filter((text) => text !== undefined && text !== truth).slice(0, mostCompared);
  return wrong.some((first, index) =>
    wrong.slice(index + 1).some((second) => giveaway([truth, first ?? '', second ?? ''], 0) === undefined),
  );
}

function frameOf(features: readonly OutcomeFeature[], asked: Observation, others: readonly Observation[]): OutcomeFrame {
  function clauses(observation: Observation): readonly string[] | undefined {
    const found = features.map((feature) => feature.tell(observation));
    return found.every((clause) => clause !== undefined) ? found : undefined;
  }
  function tell(observation: Observation): string | undefined {
    const found = clauses(observation);
    return found === undefined ? undefined : `${capitalised(found.join('; '))}.`;
  }
  const truth = tell(asked);
  const wrong = new Set<string>();
  for (const other of others) {
    const text = tell(other);
    if (text !== undefined && text !== truth) wrong.add(text);
  }
  const ask = features.map((feature) => feature.ask).join(', and ');
  return {
    ask: features.length > 1 && ask.length > (asked.second === undefined ? longestAsk : longestOfTwo) ? 'what happens' : ask,
    aspects: features.map((feature) => feature.id),
    clauses,
    tell,
    distinct: wrong.size,
  };
}

/** Values are enough to compare on their own. */
function isAboutArguments({ id }: OutcomeFeature): boolean {
  return / arguments /.test(id);
}

/** Count and arguments of one call would say the same thing twice. */
function sameSubject(first: OutcomeFeature, second: OutcomeFeature): boolean {
  return first.id.split(' ').at(-1) === second.id.split(' ').at(-1);
}
