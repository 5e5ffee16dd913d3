import type { Origin } from '../../terms/origin.ts';
import type { ReplacedText } from '../replacedText.ts';
import { editorOrigin, placeOf } from './editSignal.ts';
import type { EditSignal } from './editSignal.ts';

/** One value for all typing, so that typed text stays one stretch. */
export const typedOrigin: Origin = editorOrigin('human', 'keyboard-receipt', 0.93, 'this editor', 'The editor reported key strokes.');

const enteredOrigin: Origin = editorOrigin(
  'human',
  'keyboard-receipt',
  0.6,
  'this editor',
  'Entered with the keyboard in one step, as when a word is completed.',
);

/** A word completed from the list, a comment sign, a tag's closing pair: nothing that a hand does in one step is longer. */
const longestEntry = 100;

/**
 * The caret followed the edit with a selection change of kind keyboard: a person's keys. A single stroke, a pair of brackets, Enter with
 * its indentation and an input method's composition are typing; up to a line in one step is a completed word. More than that in one step
 * is a paste or an expansion that was not announced, and `unknown`.
 * Example: `i`, `()`, `⏎····`, `にほん`.
 */
export const keyboardReceipt: EditSignal = {
  source: 'keyboard-receipt',
  judge(context) {
    if (context.edit.signals.selection !== 'keyboard') return undefined;
    if (context.replacements.every(isStroke)) return { origin: typedOrigin, asks: false };
    if (context.replacements.every(({ inserted }) => !inserted.trim().includes('\n') && inserted.length <= longestEntry)) {
      return { origin: enteredOrigin, asks: false };
    }
    const why = 'Entered in one step with the keyboard: a paste or an expansion, not typed.';
    return { origin: editorOrigin('unknown', 'keyboard-receipt', 0, placeOf(context), why), asks: true };
  },
};

function isStroke({ inserted }: ReplacedText): boolean {
  if (/^\r?\n[\t ]*(?:\r?\n[\t ]*[\])}>]?)?$/u.test(inserted)) return true;
  if (/^[\t ]*$/u.test(inserted)) return true;
  // An input method composes words of other scripts as a whole.
  if (/^[^\p{ASCII}\s]{1,40}$/u.test(inserted)) return true;
  return /^.{0,2}$/su.test(inserted);
}
