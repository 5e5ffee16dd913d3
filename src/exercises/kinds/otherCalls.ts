import { inCall } from '../wording/callWords.ts';
import type { UntoldOption } from '../wording/contrast.ts';
import type { Ran } from '../runs.ts';
import type { KindRequest } from './exerciseKind.ts';

/** What the unit does in its other stated calls: wrong answers for someone who takes the wrong branch. */
export function otherCalls(request: KindRequest, base: Ran): readonly UntoldOption[] {
  return request.baseline
    .filter((other) => other !== base)
    .map((other) => {
      const where = inCall(other.scenario).replace(/^(?:In|When)/, (word) => word.toLowerCase());
      return { shownBy: other, happensWhen: where, reason: `That is what happens ${where}.` };
    });
}
