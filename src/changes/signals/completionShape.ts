import { editorOrigin, isUniform, placeOf } from './editSignal.ts';
import type { EditSignal } from './editSignal.ts';

/**
 * More than one character appeared at the caret in one step, and the caret moved without a key, a mouse or a command that says so. That
 * is how the editor reports an accepted inline suggestion. Another extension's edit at the caret can look the same, hence only 0.6:
 * "probably AI-assisted".
 * Example: Tab on ghost text.
 */
export const completionShape: EditSignal = {
  source: 'completion-shape',
  judge(context) {
    const { edit, replacements } = context;
    const { selection, paste, saving, undo, redo, fromDisk, atCaret } = edit.signals;
    if (selection !== 'none' || atCaret !== true) return undefined;
    if (paste !== undefined || saving === true || undo === true || redo === true || fromDisk === true) return undefined;
    const inserted = replacements.map((replacement) => replacement.inserted).join('');
    if (inserted.trim().length < 2 || isUniform(replacements)) return undefined;
    const why = 'It appeared at the caret in one step without a key stroke or a paste, as an accepted inline suggestion does.';
    return { origin: editorOrigin('ai', 'completion-shape', 0.6, placeOf(context), why), asks: true };
  },
};
