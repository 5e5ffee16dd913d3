import { editorOrigin, placeOf } from './editSignal.ts';
import type { EditSignal } from './editSignal.ts';

/** Shorter copies (`}`, `return null;`) stand in many places and prove nothing. */
const minimumCharacters = 12;

/**
 * A paste was announced. Text copied in this workspace keeps the origins of the place it was copied from, where that place is known and
 * unambiguous; text from outside is `unknown`: it may come from an AI, a website or the person's own notes.
 * Example: a paste of forty lines is not proof of AI.
 */
export const pasteReceipt: EditSignal = {
  source: 'paste-receipt',
  judge(context) {
    const { paste } = context.edit.signals;
    if (paste === undefined) return undefined;
    if (paste === 'outside') {
      return { origin: editorOrigin('unknown', 'paste-receipt', 0.5, placeOf(context), 'Pasted from outside this workspace.'), asks: true };
    }
    const carried = context.replacements.map(({ inserted }) => {
      if (inserted === '') return [];
      return inserted.replaceAll(/\s/gu, '').length < minimumCharacters ? undefined : context.copied(inserted);
    });
    const found = carried.filter((segments) => segments !== undefined);
    if (found.length === carried.length) return { carried: found };
    const why = 'Pasted from this workspace; the place it was copied from is not known.';
    return { origin: editorOrigin('unknown', 'paste-receipt', 0.5, placeOf(context), why), asks: false };
  },
};
