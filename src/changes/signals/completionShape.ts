import type { ReplacedText } from '../replacedText.ts';
import { editorOrigin, isUniform, placeOf } from './editSignal.ts';
import type { EditContext, EditSignal } from './editSignal.ts';

/**
 * Several words appeared in one step where the editor had asked for suggestions, the caret moved to their end without a key, a mouse or a
 * command that says so, and the editor asked for the next suggestion there. That is how it reports an accepted inline suggestion, at the
 * caret or elsewhere. An extension that edits at the caret while somebody types looks the same, hence only 0.6: "probably AI-assisted".
 * Without those questions it is an extension's edit, a snippet or a quick fix, and `unknown`; so is a single word at the caret, which the
 * editor and extensions put in by themselves (`</div>`), and text that a person wrote elsewhere here, which an extension may have copied.
 * Example: Tab on ghost text.
 */
export const completionShape: EditSignal = {
  source: 'completion-shape',
  judge(context) {
    const { edit, replacements } = context;
    const { selection, paste, saving, undo, redo, fromDisk, atCaret, suggestionTaken } = edit.signals;
    if (selection !== 'none' || (suggestionTaken !== true && atCaret !== true)) return undefined;
    if (paste !== undefined || saving === true || undo === true || redo === true || fromDisk === true) return undefined;
    const inserted = replacements.map((replacement) => replacement.inserted).join('');
    if (inserted.trim().length < 2 || isUniform(replacements)) return undefined;
    if (!bringsNewWords(replacements)) return undefined;
    if (atCaret === true && !/\s/u.test(inserted.trim())) {
      const why = 'A word completed in one step: picked from the list or suggested by a tool, which the editor reports alike.';
      return { origin: editorOrigin('unknown', 'completion-shape', 0, placeOf(context), why), asks: false };
    }
    if (suggestionTaken !== true) return undefined;
    if (repeatsAPerson(context)) {
      const why = 'It appeared as an accepted suggestion does, and repeats what a person wrote in this workspace.';
      return { origin: editorOrigin('unknown', 'completion-shape', 0, placeOf(context), why), asks: true };
    }
    const why = 'It appeared in one step where suggestions are shown, without a key stroke or a paste, as an accepted suggestion does.';
    return { origin: editorOrigin('ai', 'completion-shape', 0.6, placeOf(context), why), asks: true };
  },
};

/** Shorter text stands in many places by chance. */
const leastRepeated = 20;

function repeatsAPerson({ replacements, copied }: EditContext): boolean {
  return replacements.every(({ inserted }) => {
    if (inserted.replaceAll(/\s/gu, '').length < leastRepeated) return false;
    return copied(inserted)?.every(({ origin }) => origin.kind === 'human') === true;
  });
}

/** Words that were only put in another order or place were written before. */
function bringsNewWords(replacements: readonly ReplacedText[]): boolean {
  const words = (text: string): readonly string[] => text.match(/[\p{L}\p{N}_$]+/gu) ?? [];
  const removed = new Set(replacements.flatMap((replacement) => words(replacement.removed)));
  const inserted = replacements.flatMap((replacement) => words(replacement.inserted));
  return inserted.length === 0 ? removed.size === 0 : inserted.some((word) => !removed.has(word));
}
