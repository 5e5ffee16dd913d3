import type { ReplacedText } from '../replacedText.ts';
import { editorOrigin, isUniform, placeOf } from './editSignal.ts';
import type { EditSignal } from './editSignal.ts';

/**
 * More than one character appeared at the caret in one step, and the caret moved without a key, a mouse or a command that says so. That
 * is how the editor reports an accepted inline suggestion. Another extension's edit at the caret can look the same, hence only 0.6:
 * "probably AI-assisted". A single word picked from IntelliSense's list looks exactly the same, and a person's own line must not be called
 * AI: text without a space in it stays `unknown`.
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
    if (!bringsNewWords(replacements)) return undefined;
    if (!/\s/u.test(inserted.trim())) {
      const why = 'A word completed in one step: picked from the list or suggested by a tool, which the editor reports alike.';
      return { origin: editorOrigin('unknown', 'completion-shape', 0, placeOf(context), why), asks: false };
    }
    const why = 'It appeared at the caret in one step without a key stroke or a paste, as an accepted inline suggestion does.';
    return { origin: editorOrigin('ai', 'completion-shape', 0.6, placeOf(context), why), asks: true };
  },
};

/** Words that were only put in another order or place were written before. */
function bringsNewWords(replacements: readonly ReplacedText[]): boolean {
  const words = (text: string): readonly string[] => text.match(/[\p{L}\p{N}_$]+/gu) ?? [];
  const removed = new Set(replacements.flatMap((replacement) => words(replacement.removed)));
  const inserted = replacements.flatMap((replacement) => words(replacement.inserted));
  return inserted.length === 0 ? removed.size === 0 : inserted.some((word) => !removed.has(word));
}
