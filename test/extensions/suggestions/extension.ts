import { appendFileSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** A suggestion offered where the text before the caret in a line of `file` ends with `after`. */
export interface ScriptedSuggestion {
  /** End of the document's path, `/` between parts. */
  readonly file: string;
  readonly after: string;
  readonly insert: string;
}

/** One line of the edit log: what VS Code itself says about who made an edit. */
export interface RecordedEdit {
  readonly path: string;
  /** `detailedReason.source`, the editor's own answer; a proposed interface, so `undefined` where it is not granted. */
  readonly source?: string;
  readonly changes: readonly { readonly startLine: number; readonly removed: number; readonly text: string }[];
  readonly dirty: boolean;
}

function readScript(): readonly ScriptedSuggestion[] {
  const file = process.env['UNDERSTAND_TEST_SUGGESTIONS'];
  return file === undefined ? [] : (JSON.parse(readFileSync(file, 'utf8')) as readonly ScriptedSuggestion[]);
}

function record(event: vscode.TextDocumentChangeEvent): void {
  const log = process.env['UNDERSTAND_TEST_EDIT_LOG'];
  if (log === undefined || event.contentChanges.length === 0 || !event.document.uri.path.endsWith('.ts')) return;
  const detailed: unknown = 'detailedReason' in event ? event.detailedReason : undefined;
  const source =
    typeof detailed === 'object' && detailed !== null && 'source' in detailed && typeof detailed.source === 'string'
      ? detailed.source
      : undefined;
  const edit: RecordedEdit = {
    path: event.document.uri.path,
    ...(source === undefined ? {} : { source }),
    changes: event.contentChanges.map((change) => ({
      startLine: change.range.start.line + 1,
      removed: change.rangeLength,
      text: change.text,
    })),
    dirty: event.document.isDirty,
  };
  appendFileSync(log, `${JSON.stringify(edit)}\n`);
}

/** Says that this window listens: this extension and, where it is installed, the product. */
async function announceReady(): Promise<void> {
  const target = process.env['UNDERSTAND_TEST_READY'];
  if (target === undefined) return;
  const product = vscode.extensions.getExtension('understand-this.understand-this');
  while (product !== undefined && !product.isActive) await new Promise((resolve) => setTimeout(resolve, 50));
  appendFileSync(target, `${new Date().toISOString()}\n`);
}

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.workspace.onDidChangeTextDocument(record),
    vscode.languages.registerInlineCompletionItemProvider(
      { pattern: '**' },
      {
        provideInlineCompletionItems(document, position) {
          const before = document.lineAt(position.line).text.slice(0, position.character);
          const item = readScript().find(({ file, after }) => document.uri.path.endsWith(file) && before.endsWith(after));
          return item === undefined ? [] : [new vscode.InlineCompletionItem(item.insert, new vscode.Range(position, position))];
        },
      },
    ),
  );
  void announceReady();
}
