import type { Clock } from '../terms/clock.ts';
import type { Edit } from '../terms/edit.ts';

export interface EditOutbox {
  add(edit: Edit): void;
  /** Sends what waits for this document at once, before it is hidden. */
  flush(uri: string): void;
  dispose(): void;
}

const batchMs = 100;

/**
 * Collects edits so that at most one message per document leaves every 100 ms; the first edit after a pause waits no longer than that.
 * `send` gets the edits of one document in the order of their sequences.
 */
export function createEditOutbox(parts: { readonly clock: Clock; readonly send: (edits: readonly Edit[]) => void }): EditOutbox {
  const waiting = new Map<string, Edit[]>();
  let cancel: (() => void) | undefined;

  const flush = (uri: string): void => {
    const edits = waiting.get(uri);
    waiting.delete(uri);
    if (edits !== undefined) parts.send(edits);
  };

  return {
    add(edit) {
      const edits = waiting.get(edit.uri);
      if (edits === undefined) waiting.set(edit.uri, [edit]);
      else edits.push(edit);
      cancel ??= parts.clock.after(batchMs, () => {
        cancel = undefined;
        for (const uri of waiting.keys()) flush(uri);
      });
    },
    flush,
    dispose() {
      cancel?.();
      waiting.clear();
    },
  };
}
