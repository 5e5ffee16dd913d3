import * as vscode from 'vscode';
import type { DocumentViews } from './documentViews.ts';
import type { Settings } from './settings.ts';

export interface GutterParts {
  readonly extensionUri: vscode.Uri;
  readonly views: Pick<DocumentViews, 'unitsOf' | 'recentLines' | 'onReceived'>;
  readonly settings: Settings;
}

/** More marks than these in one file stop being read; the next one appears when one is checked. */
const mostMarks = 3;

/**
 * A mark beside the name of each unit that is not checked yet, and in the overview ruler; there also a fainter one for every line that came
 * recently and is not shown to be typed. The editor carries marks through edits.
 */
export function createGutter({ extensionUri, views, settings }: GutterParts): vscode.Disposable {
  const icon = (theme: string): { readonly gutterIconPath: vscode.Uri } => ({
    gutterIconPath: vscode.Uri.joinPath(extensionUri, 'media', `unchecked-${theme}.svg`),
  });
  const mark = vscode.window.createTextEditorDecorationType({
    light: icon('light'),
    dark: icon('dark'),
    gutterIconSize: 'contain',
    overviewRulerColor: new vscode.ThemeColor('understand.unchecked'),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });

  const recent = vscode.window.createTextEditorDecorationType({
    overviewRulerColor: new vscode.ThemeColor('understand.notTyped'),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    isWholeLine: true,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });

  const draw = (editor: vscode.TextEditor): void => {
    const lines = settings.gutter() ? views.recentLines(editor.document.uri.toString()) : [];
    if (lines !== undefined)
      editor.setDecorations(
        recent,
        lines.map(([first, last]) => new vscode.Range(first - 1, 0, last - 1, 0)),
      );
    const unchecked = settings.gutter() ? views.unitsOf(editor.document.uri.toString()).filter((unit) => unit.unchecked) : [];
    editor.setDecorations(
      mark,
      unchecked
        .slice(0, mostMarks)
        .map(({ nameAt: { from, to } }) => new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1)),
    );
  };
  const drawAll = (): void => vscode.window.visibleTextEditors.forEach(draw);
  const stopListening = views.onReceived((uri) => {
    vscode.window.visibleTextEditors.filter((editor) => editor.document.uri.toString() === uri).forEach(draw);
  });
  drawAll();
  return vscode.Disposable.from(
    mark,
    recent,
    new vscode.Disposable(stopListening),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    settings.onChange(drawAll),
  );
}
