import * as vscode from 'vscode';
import type { Clock } from '../terms/clock.ts';
import type { Place } from '../tutor.ts';

/** Hears where the caret rests, first where it is now; `language` is VS Code's language id. */
export type FollowCaret = (listener: (place: Place, language: string) => void) => vscode.Disposable;

const restMs = 300;
const followedSchemes: ReadonlySet<string> = new Set(['file', 'vscode-remote', 'untitled']);

/** The caret of the active editor, once it has not moved for 300 ms. Output panels, diffs' left sides and settings are not followed. */
export function followCaret(clock: Clock): FollowCaret {
  return (listener) => {
    let cancel = (): void => undefined;
    const report = (): void => {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined || !followedSchemes.has(editor.document.uri.scheme)) return;
      listener({ uri: editor.document.uri.toString(), line: editor.selection.active.line + 1 }, editor.document.languageId);
    };
    const wait = (): void => {
      cancel();
      cancel = clock.after(restMs, report);
    };
    const subscriptions = [
      vscode.window.onDidChangeActiveTextEditor(wait),
      vscode.window.onDidChangeTextEditorSelection((event) => {
        if (event.textEditor === vscode.window.activeTextEditor) wait();
      }),
    ];
    report();
    return new vscode.Disposable(() => {
      cancel();
      vscode.Disposable.from(...subscriptions).dispose();
    });
  };
}
