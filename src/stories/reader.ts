import type { AnswerStore } from '../learning/answerStore.ts';
import { conceptLevels } from '../learning/conceptLevels.ts';
import type { ConceptLevels } from '../terms/concept.ts';

/** The person who reads: what is known of it goes by the latest answers, and by what the person said to know. */
export interface Reader {
  /** The idioms that the person muted; they count as known. */
  knows(concepts: readonly string[]): void;
  levels(): ConceptLevels;
}

const mostAnswers = 2_000;

export function createReader(answers: Pick<AnswerStore, 'recent'>): Reader {
  let muted: ReadonlySet<string> = new Set();
  return {
    knows: (concepts) => void (muted = new Set(concepts)),
    levels: () => conceptLevels(answers.recent(mostAnswers), muted),
  };
}
