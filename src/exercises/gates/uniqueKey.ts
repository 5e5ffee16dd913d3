import type { Draft } from '../kinds/exerciseKind.ts';
import { sameObservation } from '../runWords.ts';

/** Why more than one option might hold, or `undefined`: each distractor must say something else and rest on another observation. */
export function ambiguity(draft: Draft): string | undefined {
  for (const distractor of draft.distractors) {
    if (distractor.text === draft.key.text) return 'a distractor says what the key says';
    if (sameObservation(distractor.shownBy.run.observation, draft.key.shownBy.run.observation))
      return 'a distractor shows the same run as the key';
  }
  return undefined;
}
