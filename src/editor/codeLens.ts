import * as vscode from 'vscode';
import type { DocumentViews } from './documentViews.ts';
import type { Settings } from './settings.ts';
import { isSupportedDocument } from './supportedDocument.ts';

/** `Understand · Quick check` above units that are not checked yet; registered only while its setting is on. */
export function createCodeLens({
  views,
  settings,
}: {
  readonly views: Pick<DocumentViews, 'unitsOf' | 'onReceived'>;
  readonly settings: Settings;
}): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  let registration: vscode.Disposable | undefined;
  const refresh = (): void => {
    if (settings.codeLens()) {
      registration ??= vscode.languages.registerCodeLensProvider(
        { language: '*', scheme: '*' },
        { onDidChangeCodeLenses: changed.event, provideCodeLenses: (document) => lensesOf(document, views) },
      );
      return;
    }
    registration?.dispose();
    registration = undefined;
  };
  refresh();
  const listening = settings.onChange(() => {
    refresh();
    changed.fire();
  });
  const stopListening = views.onReceived(() => changed.fire());
  return {
    dispose() {
      stopListening();
      listening.dispose();
      registration?.dispose();
      changed.dispose();
    },
  };
}

function lensesOf(document: vscode.TextDocument, views: Pick<DocumentViews, 'unitsOf'>): vscode.CodeLens[] {
  if (!isSupportedDocument(document)) return [];
  const uri = document.uri.toString();
  return views
    .unitsOf(uri)
    .filter((unit) => unit.unchecked && !unit.edited)
    .flatMap((unit) => {
      const place = { uri, line: unit.nameAt.from.line };
      const above = new vscode.Range(unit.lines[0] - 1, 0, unit.lines[0] - 1, 0);
      return [
        new vscode.CodeLens(above, { title: 'Understand', command: 'understand.explain', arguments: [place] }),
        new vscode.CodeLens(above, { title: 'Quick check', command: 'understand.quickCheck', arguments: [place] }),
      ];
    });
}
