import type { OriginTracker } from '../changes/originTracker.ts';
import type { Edit } from '../terms/edit.ts';

/** The tracker writes a document at most once a second; an edit is acknowledged when its turn came. */
export async function savedLater(edit: Edit, origins: Pick<OriginTracker, 'onDurable'>): Promise<number> {
  return await new Promise((resolve) => {
    const stop = origins.onDurable((uri, sequence) => {
      if (uri !== edit.uri || sequence < edit.sequence) return;
      stop();
      resolve(sequence);
    });
  });
}
