import { editorOrigin, isUniform, placeOf } from './editSignal.ts';
import type { EditSignal } from './editSignal.ts';

/**
 * What no other clue explains: a command, an extension, a tool while saving. Always `unknown`.
 * Example: a rename, a quick fix, an agent that edits through an extension.
 */
export const otherEdit: EditSignal = {
  source: 'other-edit',
  judge(context) {
    const { saving, selection } = context.edit.signals;
    if (saving === true)
      return { origin: editorOrigin('unknown', 'other-edit', 0, placeOf(context), 'Changed by a tool while saving.'), asks: false };
    if (isUniform(context.replacements)) {
      const why = 'Put in at several places at once, as a rename or a replace-all does.';
      return { origin: editorOrigin('unknown', 'other-edit', 0, placeOf(context), why), asks: false };
    }
    const why =
      selection === 'mouse'
        ? 'Put in with the mouse; where it came from is not known.'
        : 'Edited by a command or an extension, not by key strokes.';
    return { origin: editorOrigin('unknown', 'other-edit', 0, placeOf(context), why), asks: true };
  },
};
