import * as vscode from 'vscode';

/** What the providers of this extension offer until the next request replaces it. */
export interface Offers {
  /** Ghost text where the text before the caret in its line ends with `after`; with `at`, an edit of that line shown elsewhere. */
  readonly inline?: { readonly after: string; readonly insert: string; readonly at?: string };
  readonly items?: readonly {
    readonly label: string;
    readonly insert: string;
    readonly snippet?: boolean;
    /** Put in at the top of the file as well, as an automatic import is. */
    readonly atTop?: string;
  }[];
  /** A quick fix that replaces the first of these texts by the second. */
  readonly fix?: readonly [string, string];
  /** Formatting: each text is replaced by the second of the pair wherever it stands. */
  readonly format?: readonly (readonly [string, string])[];
}

const languages = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'].map((language) => ({ language }));

function everyReplacement(document: vscode.TextDocument, pairs: Offers['format'] = []): vscode.TextEdit[] {
  const text = document.getText();
  return pairs.flatMap(([from, to]) =>
    [...text.matchAll(new RegExp(from.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`), 'gu'))].map(({ index }) =>
      vscode.TextEdit.replace(new vscode.Range(document.positionAt(index), document.positionAt(index + from.length)), to),
    ),
  );
}

/** The providers a real installation has: suggestions, completions, quick fixes, a formatter and a sorter of imports. */
export function registerOffers(
  offers: () => Offers,
  asked: (document: vscode.TextDocument, position: vscode.Position, chosen: string | undefined) => void,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerInlineCompletionItemProvider(languages, {
      provideInlineCompletionItems(document, position, context) {
        asked(document, position, context.selectedCompletionInfo?.text);
        const { inline } = offers();
        if (inline === undefined) return [];
        const before = document.lineAt(position.line).text.slice(0, position.character);
        if (!before.endsWith(inline.after)) return [];
        if (inline.at === undefined) return [new vscode.InlineCompletionItem(inline.insert, new vscode.Range(position, position))];
        const start = document.getText().indexOf(inline.at);
        if (start < 0) return [];
        const range = new vscode.Range(document.positionAt(start), document.positionAt(start + inline.at.length));
        const item = new vscode.InlineCompletionItem(inline.insert, range);
        return [Object.assign(item, { isInlineEdit: true, showInlineEditMenu: true })];
      },
    }),
    vscode.languages.registerCompletionItemProvider(languages, {
      provideCompletionItems: () =>
        (offers().items ?? []).map(({ label, insert, snippet, atTop }) => {
          const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.Function);
          item.insertText = snippet === true ? new vscode.SnippetString(insert) : insert;
          item.sortText = ' ';
          item.preselect = true;
          if (atTop !== undefined) item.additionalTextEdits = [vscode.TextEdit.insert(new vscode.Position(0, 0), atTop)];
          return item;
        }),
    }),
    vscode.languages.registerCodeActionsProvider(
      languages,
      {
        provideCodeActions(document) {
          const { fix } = offers();
          const start = fix === undefined ? -1 : document.getText().indexOf(fix[0]);
          if (fix === undefined || start < 0) return [];
          const action = new vscode.CodeAction('Fix it as the test says', vscode.CodeActionKind.QuickFix);
          action.edit = new vscode.WorkspaceEdit();
          const range = new vscode.Range(document.positionAt(start), document.positionAt(start + fix[0].length));
          action.edit.replace(document.uri, range, fix[1]);
          action.isPreferred = true;
          return [action];
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.languages.registerDocumentFormattingEditProvider(languages, {
      provideDocumentFormattingEdits: (document) => everyReplacement(document, offers().format),
    }),
    vscode.languages.registerDocumentRangeFormattingEditProvider(languages, {
      provideDocumentRangeFormattingEdits: (document) => everyReplacement(document, offers().format),
    }),
  );
}
