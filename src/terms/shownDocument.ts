/** A document an editor shows, as its text stands at `sequence`. */
export interface ShownDocument {
  readonly uri: string;
  /** Absolute path on disk, `/` between parts; absent for unsaved and virtual documents. */
  readonly path?: string;
  /** Absolute path of the workspace folder it belongs to. */
  readonly root?: string;
  readonly languageId: string;
  readonly text: string;
  /** Sequence of the last edit already contained in `text`; 0 when shown for the first time. */
  readonly sequence: number;
  readonly dirty: boolean;
}
