import * as vscode from 'vscode';
import type { EditorHost } from '../editorHost.ts';
import type { Clock } from '../terms/clock.ts';
import type { ModelSettings } from '../terms/model.ts';
import type { ApiKeys } from './apiKeys.ts';
import type { EditorModels } from './editorModels.ts';

/** The language service may be starting or busy with a whole project; the engine does not wait for that. */
const patienceMs = 3_000;

export interface VscodeHostParts {
  readonly clock: Clock;
  readonly modelSettings: () => ModelSettings;
  readonly apiKeys: Pick<ApiKeys, 'keyFor'>;
  readonly models: EditorModels;
}

/** What the engine may ask of this window. Every failure of another extension is `unavailable`. */
export function createVscodeHost({ clock, modelSettings, apiKeys, models }: VscodeHostParts): EditorHost {
  return {
    modelSettings: async () => modelSettings(),
    async modelKey(origin) {
      const key = await apiKeys.keyFor(origin);
      return key === undefined ? 'unavailable' : { key };
    },
    editorModel: models.find,
    askEditorModel: models.ask,
    references: async (uri, line, column) => {
      const asked = vscode.commands.executeCommand<readonly vscode.Location[] | undefined>(
        'vscode.executeReferenceProvider',
        vscode.Uri.parse(uri, true),
        new vscode.Position(line - 1, column - 1),
      );
      const locations = await Promise.race([
        Promise.resolve(asked).catch(() => undefined),
        new Promise<undefined>((resolve) => void clock.after(patienceMs, () => resolve(undefined))),
      ]);
      if (locations === undefined) return 'unavailable';
      return locations
        .filter((location) => location.uri.scheme === 'file')
        .map(({ uri: place, range: { start } }) => ({
          path: place.fsPath.replaceAll('\\', '/'),
          line: start.line + 1,
          column: start.character + 1,
        }));
    },
  };
}
