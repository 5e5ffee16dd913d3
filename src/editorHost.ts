import type { ModelHost } from './terms/model.ts';

/** What the engine may ask of the editor. Absent in the CLI: every answer is then `unavailable`. */
export interface EditorHost extends ModelHost {
  /** Places that refer to the symbol at a position, through the language service that already runs. 1-based. */
  references(
    uri: string,
    line: number,
    column: number,
  ): Promise<readonly { readonly path: string; readonly line: number; readonly column: number }[] | 'unavailable'>;
}
