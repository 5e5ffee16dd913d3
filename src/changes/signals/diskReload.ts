import { carryThroughLines } from '../carrySegments.ts';
import { editorOrigin, placeOf } from './editSignal.ts';
import type { EditSignal } from './editSignal.ts';

/**
 * The document was read again from disk. The editor reports one change from the first to the last differing line, so the texts are
 * compared instead: lines that are still there keep their origin, the others are `unknown`. A text that stood here before, as after a
 * stash or a branch and back, is the same text again.
 * Example: `git checkout`, an agent in a terminal, a formatter run from the command line.
 */
export const diskReload: EditSignal = {
  source: 'disk-reload',
  judge(context) {
    if (context.edit.signals.fromDisk !== true) return undefined;
    const earlier = context.earlier(context.after);
    if (earlier !== undefined) return { whole: earlier };
    const origin = editorOrigin('unknown', 'disk-reload', 0.2, placeOf(context), 'Written on disk by something other than this editor.');
    return { whole: carryThroughLines(context.before, context.after, origin, context.edit.at) };
  },
};
