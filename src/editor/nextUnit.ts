/** A line of a file, as a document's uri. */
export interface UnitLine {
  readonly uri: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * The unit to go to next: further down in the same file, else the first of the next file in the list, else from the top of this file.
 * `undefined`: there is none besides the line the caret stands on.
 */
export function nextUnit(units: readonly UnitLine[], caret: UnitLine | undefined): UnitLine | undefined {
  if (caret === undefined) return units[0];
  const here = units.filter(({ uri }) => uri === caret.uri).sort((left, right) => left.line - right.line);
  const below = here.find(({ line }) => line > caret.line);
  if (below !== undefined) return below;
  const last = units.findLastIndex(({ uri }) => uri === caret.uri);
  const elsewhere = [...units.slice(last + 1), ...units.slice(0, last + 1)].find(({ uri }) => uri !== caret.uri);
  return elsewhere ?? here.find(({ line }) => line !== caret.line);
}
