/** One replacement: `length` UTF-16 units at `offset` of the text *before* the whole edit become `text`. */
export interface TextReplacement {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** What stable editor API lets us see around an edit. Absent means not seen, never "did not happen". */
export interface EditSignals {
  /** Kind of the selection change that followed at the edit's end within 50 ms. */
  readonly selection?: 'keyboard' | 'mouse' | 'command' | 'none';
  /** A paste was announced to our paste provider just before; `inside` when the text was copied in this workspace. */
  readonly paste?: 'inside' | 'outside';
  /** The edit lies between will-save and did-save. */
  readonly saving?: boolean;
  readonly undo?: boolean;
  readonly redo?: boolean;
  /** The document was clean after the edit: it was reloaded from disk. */
  readonly fromDisk?: boolean;
  /** The document is the active editor's, and the edit touched its caret. */
  readonly atCaret?: boolean;
  /** The editor had asked for suggestions where the edit came, and asked for the next at its end: as when one is accepted. */
  readonly suggestionTaken?: boolean;
  /** The text is the entry on which the editor's list of completions stood. */
  readonly fromList?: boolean;
  /** The editor's own chat keeps a copy of this document from before its edits. */
  readonly chatEditing?: boolean;
}

/** One text change as the editor reports it. */
export interface Edit {
  readonly uri: string;
  /** Grows by one per edit and document since the document was shown; makes sending twice harmless. */
  readonly sequence: number;
  readonly replacements: readonly TextReplacement[];
  readonly signals: EditSignals;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Offsets of all replacements refer to the text before the edit, so they are applied from the last one down. */
export function replaced(text: string, replacements: readonly TextReplacement[]): string {
  const fromTheEnd = [...replacements].sort((left, right) => right.offset - left.offset);
  let result = text;
  for (const { offset, length, text: inserted } of fromTheEnd) result = result.slice(0, offset) + inserted + result.slice(offset + length);
  return result;
}
