import * as vscode from 'vscode';
import type { EditorHost } from '../editorHost.ts';
import type { Clock } from '../terms/clock.ts';

/** The language service may be starting or busy with a whole project; the engine does not wait for that. */
const patienceMs = 3_000;

/** What the engine may ask of this window. Every failure of another extension is `unavailable`. */
export function createVscodeHost({ clock }: { readonly clock: Clock }): EditorHost {
  return {
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
