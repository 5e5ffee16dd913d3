import type { Clock } from '../terms/clock.ts';
import type { Edit } from '../terms/edit.ts';

export interface EditOutbox {
  add(edit: Edit): void;
  /** Sends what waits for this document at once, before it is hidden. */
  flush(uri: string): void;
  dispose(): void;
}

/** Sending costs more than all else that is done for a key, so it waits for a moment without keys. */
const pauseMs = 60;
/** Less than what the engine takes for a rest: it must not study a text in the middle of a word. */
const longestMs = 250;

/**
 * Collects edits and sends those of a document together, once none has come for 60 ms, at the latest 250 ms after the first. `send` gets
 * the edits of one document in the order of their sequences.
 */
export function createEditOutbox(parts: { readonly clock: Clock; readonly send: (edits: readonly Edit[]) => void }): EditOutbox {
  const waiting = new Map<string, Edit[]>();
  let cancel: (() => void) | undefined;
  let sendBy = 0;

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
      const now = parts.clock.now();
      if (cancel === undefined) sendBy = now + longestMs;
      cancel?.();
      cancel = parts.clock.after(Math.min(pauseMs, Math.max(0, sendBy - now)), () => {
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
