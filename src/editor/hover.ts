import * as vscode from 'vscode';
import type { CarriedUnit, DocumentViews } from './documentViews.ts';
import { hoverSilence } from './hoverSilence.ts';
import { hoverCommands, hoverText, type HoverLink } from './hoverText.ts';
import type { Settings } from './settings.ts';
import { isSupportedDocument } from './supportedDocument.ts';

export interface HoverParts {
  readonly views: Pick<DocumentViews, 'unitsOf'>;
  readonly settings: Settings;
  /** Milliseconds since the last edit of a document. */
  readonly sinceEditMs: (uri: string) => number | undefined;
}

/** Scores below a provider registered for a language, so the card stands beneath TypeScript's own hover. Answers from memory only. */
export function registerHover(parts: HoverParts): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { language: '*', scheme: '*' },
    { provideHover: (document, position) => hoverAt(document, position, parts) },
  );
}

function hoverAt(document: vscode.TextDocument, position: vscode.Position, parts: HoverParts): vscode.Hover | undefined {
  if (!isSupportedDocument(document)) return undefined;
  const uri = document.uri.toString();
  const line = position.line + 1;
  const unit = parts.views
    .unitsOf(uri)
    .find(({ nameAt: { from, to } }) => from.line === line && isWithin(position, from.column, to.column));
  if (unit?.card === undefined) return undefined;
  const sinceEditMs = parts.sinceEditMs(uri);
  const silence = hoverSilence({
    enabled: parts.settings.enabled(),
    mode: parts.settings.hoverMode(),
    unit,
    line,
    column: position.character + 1,
    lineLength: document.lineAt(position.line).text.length,
    errorHere: hasErrorAt(document.uri, position),
    debuggerStopped: vscode.debug.activeStackItem !== undefined,
    textSelected: hasSelection(document),
    ...(sinceEditMs !== undefined && { sinceEditMs }),
  });
  if (silence !== undefined) return undefined;
  const text = new vscode.MarkdownString(hoverText(unit.card, linksOf(uri, unit)));
  text.isTrusted = { enabledCommands: hoverCommands };
  const { from, to } = unit.nameAt;
  return new vscode.Hover(text, new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1));
}

function linksOf(uri: string, unit: CarriedUnit): readonly HoverLink[] {
  const place = { uri, line: unit.nameAt.from.line };
  const explain: HoverLink = { text: 'Understand this', title: `Understand ${unit.name}`, command: 'understand.explain', place };
  const check: HoverLink = { text: 'Quick check', title: `Quick check for ${unit.name}`, command: 'understand.quickCheck', place };
  return unit.unchecked ? [explain, check] : [explain];
}

function isWithin(position: vscode.Position, fromColumn: number, toColumn: number): boolean {
  return position.character + 1 >= fromColumn && position.character + 1 <= toColumn;
}

function hasErrorAt(uri: vscode.Uri, position: vscode.Position): boolean {
  return vscode.languages
    .getDiagnostics(uri)
    .some(({ severity, range }) => severity === vscode.DiagnosticSeverity.Error && range.contains(position));
}

function hasSelection(document: vscode.TextDocument): boolean {
  return vscode.window.visibleTextEditors.some((editor) => editor.document === document && editor.selections.some((each) => !each.isEmpty));
}
