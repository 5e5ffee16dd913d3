import * as vscode from 'vscode';
import { suggestsCode } from './suggestingExtensions.ts';
import { followedLanguages } from './supportedDocument.ts';

/** The editor asks for text to show in grey at a caret; `chosen` is the entry its open list of completions stands on. */
export interface InlineRequest {
  readonly uri: string;
  /** 0-based offset. */
  readonly caret: () => number;
  readonly chosen?: string;
}

/**
 * Listens to the editor asking for inline suggestions; offers none. It asks where something may be shown in grey, and again at the end of
 * what was taken; after other edits only while somebody types there. The question also names the entry chosen in the list of completions.
 * Where no extension offers code nothing is registered: the editor treats its list of completions differently where there is one to ask.
 */
export function watchInlineRequests({ asked }: { readonly asked: (request: InlineRequest) => void }): vscode.Disposable {
  let registered: vscode.Disposable | undefined;
  const register = (): vscode.Disposable =>
    vscode.languages.registerInlineCompletionItemProvider(
      followedLanguages.map((language) => ({ language })),
      {
        provideInlineCompletionItems(document, position, { selectedCompletionInfo }) {
          const chosen = selectedCompletionInfo?.text;
          asked({
            uri: document.uri.toString(),
            caret: () => document.offsetAt(position),
            ...(chosen !== undefined && { chosen }),
          });
          return undefined;
        },
      },
    );
  const look = (): void => {
    const suggester = vscode.extensions.all.some(({ packageJSON }) => suggestsCode(packageJSON as unknown));
    if (suggester) registered ??= register();
    else {
      registered?.dispose();
      registered = undefined;
    }
  };
  look();
  const subscription = vscode.extensions.onDidChange(look);
  return new vscode.Disposable(() => {
    subscription.dispose();
    registered?.dispose();
  });
}
