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

/** A stretch that typing made and more typing lengthens; a longer one would be copied at each key. */
const longestTyped = 1_000;

/**
 * The text after edits that follow one another; each one's offsets count in the text before it. The text is copied once, however many
 * edits there are:
 *
 *     "const a = 1;" ── "x" at 7 ── "y" at 8 ──► ["const a", "xy", " = 1;"] ──► "const axy = 1;"
 */
export function afterEdits(text: string, edits: readonly Pick<Edit, 'replacements'>[]): string {
  const pieces = [text];
  for (const { replacements } of edits)
    for (const replacement of replacements.toSorted((left, right) => right.offset - left.offset)) replaceIn(pieces, replacement);
  return pieces.join('');
}

function replaceIn(pieces: string[], { offset, length, text }: TextReplacement): void {
  let first = 0;
  let start = 0;
  for (; first < pieces.length - 1; first += 1) {
    const end = start + (pieces[first]?.length ?? 0);
    if (end >= offset) break;
    start = end;
  }
  let last = first;
  let end = start + (pieces[first]?.length ?? 0);
  while (end < offset + length && last < pieces.length - 1) {
    last += 1;
    end += pieces[last]?.length ?? 0;
  }
  const before = pieces[first]?.slice(0, offset - start) ?? '';
  const lastPiece = pieces[last] ?? '';
  const after = lastPiece.slice(lastPiece.length - Math.max(end - offset - length, 0));
  const typed = before.length < longestTyped ? [before + text] : [before, text];
  pieces.splice(first, last - first + 1, ...[...typed, after].filter((piece) => piece !== ''));
}
