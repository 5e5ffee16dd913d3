import type { Draft, DraftOption } from '../kinds/exerciseKind.ts';
import { sameObservation } from '../wording/runWords.ts';

/** Why more than one option might hold, or `undefined`: each distractor must say something else and rest on another observation. */
export function ambiguity(draft: Draft): string | undefined {
  for (const distractor of draft.distractors) {
    if (distractor.text === draft.key.text) return 'a distractor says what the key says';
    if (showsTheSame(distractor, draft.key)) return 'a distractor shows the same run as the key';
  }
  return undefined;
}

/** What the compiler says and what a run shows are records of different kinds. */
export function showsTheSame(left: DraftOption, right: DraftOption): boolean {
  if (left.recompiled !== undefined || right.recompiled !== undefined) return left.recompiled?.expected === right.recompiled?.expected;
  return sameObservation(left.shownBy.run.observation, right.shownBy.run.observation);
}
