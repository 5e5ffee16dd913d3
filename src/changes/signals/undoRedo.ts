import { editorOrigin, placeOf } from './editSignal.ts';
import type { EditSignal } from './editSignal.ts';

/**
 * Undo and redo bring back a text that was there before, with the origins it had then. Nobody wrote anything.
 * Example: an accepted suggestion, undone and redone, is still the suggestion.
 */
export const undoRedo: EditSignal = {
  source: 'undo-redo',
  judge(context) {
    if (context.edit.signals.undo !== true && context.edit.signals.redo !== true) return undefined;
    const whole = context.earlier(context.after);
    if (whole !== undefined) return { whole };
    const why = 'Brought back by undo or redo; who wrote it is no longer known.';
    return { origin: editorOrigin('unknown', 'undo-redo', 0, placeOf(context), why), asks: false };
  },
};
