import { editorOrigin, placeOf } from './editSignal.ts';
import type { EditSignal } from './editSignal.ts';
import type { Origin } from '../../terms/origin.ts';

/** One value for all of them, so that a line typed with completions stays one stretch. */
const chosenOrigin: Origin = editorOrigin(
  'human',
  'chosen-from-list',
  0.6,
  'this editor',
  'Chosen from the list of completions while typing.',
);

/**
 * The text is the entry on which the list of completions stood. A name or a call on one line is what a person was about to type; several
 * lines are a template that nobody wrote here, and `unknown`. An import that comes along with a name is an edit of its own.
 * Example: Enter on `addEventListener`.
 */
export const chosenFromList: EditSignal = {
  source: 'chosen-from-list',
  judge(context) {
    if (context.edit.signals.fromList !== true) return undefined;
    if (context.replacements.every(({ inserted }) => !inserted.includes('\n'))) return { origin: chosenOrigin, asks: false };
    const why = 'A template of several lines, chosen from the list of completions.';
    return { origin: editorOrigin('unknown', 'chosen-from-list', 0, placeOf(context), why), asks: true };
  },
};
