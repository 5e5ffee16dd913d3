import { afterEdits } from './edit.ts';
import type { Edit } from './edit.ts';
import type { ShownDocument } from './shownDocument.ts';

/** A document as a crash would leave it: the edits that are durable, on a text from before them, and the edits since. */
export interface MirroredDocument {
  shown: ShownDocument;
  /** The text is put together only when it is asked for, or when there are many of these: copying it is felt at each key. */
  readonly durable: Edit[];
  since: Edit[];
}

const mostDurableEdits = 256;

/** Edits up to this sequence survive a crash now. */
export function becameDurable(document: MirroredDocument, sequence: number): void {
  const later = document.since.findIndex((edit) => edit.sequence > sequence);
  const kept = document.since.splice(0, later < 0 ? document.since.length : later);
  document.durable.push(...kept);
  if (document.durable.length > mostDurableEdits) putTogether(document);
}

/** `shown` with the durable edits in its text. */
export function putTogether(document: MirroredDocument): void {
  const { shown, durable } = document;
  const edits = durable.splice(0).filter((edit) => edit.sequence > shown.sequence);
  const text = afterEdits(shown.text, edits);
  document.shown = { ...shown, text, sequence: edits.at(-1)?.sequence ?? shown.sequence };
}
