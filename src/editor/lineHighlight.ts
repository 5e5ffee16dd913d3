import * as vscode from 'vscode';
import type { LineRange } from '../terms/ranges.ts';

export interface LineHighlight extends vscode.Disposable {
  /** Opens `file` (absolute path) beside whatever has the focus, shows the lines (1-based, inclusive) and marks them. */
  reveal(file: string, lines: readonly LineRange[]): Promise<void>;
  /** Marks lines where the file is already visible, moving nothing; no lines: marks nothing. */
  readonly mark: (file: string, lines: readonly LineRange[]) => void;
}

/** The lines that decide an answer, marked until others are or the file is edited. The focus stays where it is. */
export function createLineHighlight(): LineHighlight {
  const marked = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('understand.decidingLines'),
    overviewRulerColor: new vscode.ThemeColor('understand.decidingLines'),
    borderStyle: 'solid',
    borderWidth: '0 0 0 2px',
    borderColor: new vscode.ThemeColor('understand.unchecked'),
  });
  /** Documents that have marks: mostly none, and to take away none at each key is a message to the editor all the same. */
  const shown = new Set<vscode.TextDocument>();
  const clear = (): void => {
    if (shown.size > 0) vscode.window.visibleTextEditors.forEach((editor) => editor.setDecorations(marked, []));
    shown.clear();
  };
  const draw = (editor: vscode.TextEditor, lines: readonly LineRange[]): readonly vscode.Range[] => {
    const ranges = lines.map(([first, last]) => new vscode.Range(first - 1, 0, last - 1, 0));
    editor.setDecorations(marked, ranges);
    shown.add(editor.document);
    return ranges;
  };
  const listening = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length === 0 || !shown.delete(document)) return;
    vscode.window.visibleTextEditors
      .filter((editor) => editor.document === document)
      .forEach((editor) => editor.setDecorations(marked, []));
  });

  return {
    async reveal(file, lines) {
      clear();
      const editor = await vscode.window.showTextDocument(vscode.Uri.file(file), {
        preserveFocus: true,
        preview: true,
        viewColumn: editorsOf(file)[0]?.viewColumn ?? vscode.ViewColumn.Active,
      });
      const [first] = draw(editor, lines);
      if (first !== undefined) editor.revealRange(first, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    },
    mark(file, lines) {
      clear();
      editorsOf(file).forEach((editor) => draw(editor, lines));
    },
    dispose() {
      listening.dispose();
      marked.dispose();
    },
  };
}

function editorsOf(file: string): readonly vscode.TextEditor[] {
  const { fsPath } = vscode.Uri.file(file);
  return vscode.window.visibleTextEditors.filter((editor) => editor.document.uri.fsPath === fsPath);
}
