import { createEditRecorder, type ChangedDocument, type EditRecorder } from '../../src/editor/editRecorder.ts';
import type { Edit } from '../../src/terms/edit.ts';
import { createFakeClock, type FakeClock } from '../fakes/fakeClock.ts';

/** The document whose edits are recorded. */
export const uri = 'file:///shop/cart.ts';

/** A recorder on a clock that stands still, and the edits it delivers. */
export function recorded(): { readonly recorder: EditRecorder; readonly edits: Edit[]; readonly clock: FakeClock } {
  const clock = createFakeClock(1_000);
  const edits: Edit[] = [];
  return { recorder: createEditRecorder({ clock, deliver: (edit) => edits.push(edit) }), edits, clock };
}

/** Text put in at `offset`, as VS Code reports it: dirty, and not at the caret unless `more` says so. */
export function inserted(text: string, offset = 10, more: Partial<ChangedDocument> = {}): ChangedDocument {
  return { uri, changes: [{ rangeOffset: offset, rangeLength: 0, text }], dirty: true, atCaret: false, ...more };
}

export function caretAt(offset: number): () => readonly number[] {
  return () => [offset];
}
