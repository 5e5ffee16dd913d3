import * as vscode from 'vscode';
import type { LineRange } from '../terms/ranges.ts';
import type { SidebarSession } from './sidebarSession.ts';
import type { ShownUnit } from './sidebarState.ts';

export interface LineParts {
  /** Shows lines of an absolute path in an editor and marks them; called for what a person clicked. */
  readonly reveal: (file: string, lines: readonly LineRange[]) => void;
  /** Marks lines in an editor that already shows the file, moving nothing; no lines: marks nothing. */
  readonly highlight: (file: string, lines: readonly LineRange[]) => void;
}

export function reveal(file: string, lines: readonly LineRange[], session: SidebarSession, parts: LineParts): void {
  session.dispatch({ type: 'revealing', uri: vscode.Uri.file(file).toString() });
  parts.reveal(file, lines);
}

/** The lines that decided, where their file is already in view: nothing is opened or moved unasked. */
export function markDeciding(session: SidebarSession, parts: LineParts): void {
  const { mode } = session.state();
  if (mode.kind === 'answered') parts.highlight(mode.outcome.file, mode.outcome.lines);
}

export function highlightNothing(session: SidebarSession, parts: LineParts): void {
  const { content } = session.state();
  const file = content.kind === 'unit' ? fileOf(content) : undefined;
  if (file !== undefined) parts.highlight(file, []);
}

export function fileOf({ panel, uri }: ShownUnit): string | undefined {
  if (panel.file !== undefined) return panel.file;
  const parsed = uri === undefined ? undefined : vscode.Uri.parse(uri);
  return parsed === undefined || parsed.scheme === 'untitled' ? undefined : parsed.fsPath;
}
