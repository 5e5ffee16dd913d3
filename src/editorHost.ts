import type { EditorModel, EditorModelReply, EditorModelRequest, ModelSettings } from './terms/model.ts';

/** What the engine may ask of the editor. Absent in the CLI: every answer is then `unavailable`. */
export interface EditorHost {
  /** Places that refer to the symbol at a position, through the language service that already runs. 1-based. */
  references(
    uri: string,
    line: number,
    column: number,
  ): Promise<readonly { readonly path: string; readonly line: number; readonly column: number }[] | 'unavailable'>;
  modelSettings(): Promise<ModelSettings | 'unavailable'>;
  /** The API key that was entered for this origin; an object, because a key could be any word. */
  modelKey(origin: string): Promise<{ readonly key: string } | 'unavailable'>;
  /** The model of this name, or the first; nothing is sent. */
  editorModel(name: string): Promise<EditorModel | 'unavailable'>;
  /** `onText` gets the whole text so far. */
  askEditorModel(
    request: EditorModelRequest,
    onText: (text: string) => void,
    signal: AbortSignal,
  ): Promise<EditorModelReply | 'unavailable'>;
}
