import { chatEdit } from './chatEdit.ts';
import { chosenFromList } from './chosenFromList.ts';
import { completionShape } from './completionShape.ts';
import { diskReload } from './diskReload.ts';
import type { EditContext, EditSignal, Judgement } from './editSignal.ts';
import { formatting } from './formatting.ts';
import { keyboardReceipt } from './keyboardReceipt.ts';
import { movedText } from './movedText.ts';
import { otherEdit } from './otherEdit.ts';
import { pasteReceipt } from './pasteReceipt.ts';
import { undoRedo } from './undoRedo.ts';

/** Clues about one edit in the editor, the one that rests on most first; the last always answers. */
export const allSignals: readonly EditSignal[] = [
  diskReload,
  undoRedo,
  pasteReceipt,
  formatting,
  movedText,
  keyboardReceipt,
  chosenFromList,
  chatEdit,
  completionShape,
  otherEdit,
];

/** The verdict of the first clue that answers. */
export function judgeEdit(context: EditContext): Judgement | undefined {
  for (const signal of allSignals) {
    const judgement = signal.judge(context);
    if (judgement !== undefined) return judgement;
  }
  return undefined;
}
