import type { EditorHost } from '../../src/editorHost.ts';

/** An editor that knows nothing, except what a test gives it. */
export function silentHost(knows: Partial<EditorHost> = {}): EditorHost {
  return {
    references: async () => 'unavailable',
    modelSettings: async () => 'unavailable',
    modelKey: async () => 'unavailable',
    editorModel: async () => 'unavailable',
    askEditorModel: async () => 'unavailable',
    ...knows,
  };
}
