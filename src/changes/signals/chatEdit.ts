import { editorOrigin, isUniform, placeOf } from './editSignal.ts';
import type { EditSignal } from './editSignal.ts';

/**
 * The editor's own chat keeps this document's text from before its edits, and the edit came neither from a key or a mouse nor with a paste,
 * a save, an undo or a reload: chat wrote it. A person types in the same file meanwhile with keys; what a formatter does was answered
 * before. A person who takes an inline suggestion then is called the same, which it is. A key whose news of the caret comes late, a word that
 * is completed and a rename look like chat's edits too: a stroke or a single word at the caret and one word at several places are left open.
 * Example: an agent in the editor's chat that writes over several files.
 */
export const chatEdit: EditSignal = {
  source: 'chat-edit',
  judge(context) {
    const { chatEditing, selection, paste, saving, undo, redo, fromDisk } = context.edit.signals;
    if (chatEditing !== true || (selection !== undefined && selection !== 'none')) return undefined;
    if (paste !== undefined || saving === true || undo === true || redo === true || fromDisk === true) return undefined;
    if (context.replacements.every(({ inserted }) => inserted.trim() === '') || isUniform(context.replacements)) return undefined;
    const isWord = context.replacements.every(({ inserted }) => !/\s/u.test(inserted.trim()));
    if (context.edit.signals.atCaret === true && isWord) return undefined;
    const why = "Written while the editor's chat edited this file, without a key stroke or a paste.";
    return { origin: editorOrigin('ai', 'chat-edit', 0.85, placeOf(context), why), asks: true };
  },
};
