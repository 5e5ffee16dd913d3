import * as vscode from 'vscode';
import type { WebviewMessage } from '../protocol.ts';
import type { SidebarSession, SidebarTutor } from './sidebarSession.ts';
import { currentUnit } from './sidebarState.ts';

/** A person's own word about the unit that is shown; why not, in one sentence, where it cannot be taken. */
export async function markShownOrigin(
  { unitKey, kind }: Extract<WebviewMessage, { type: 'markOrigin' }>,
  session: Pick<SidebarSession, 'state' | 'dispatch'>,
  { tutor }: { readonly tutor: Pick<SidebarTutor, 'markOrigin'> },
): Promise<void> {
  const shown = currentUnit(session.state(), unitKey);
  if (shown === undefined) return;
  const uri = shown.uri ?? (shown.panel.file === undefined ? undefined : vscode.Uri.file(shown.panel.file).toString());
  if (uri === undefined) return;
  const marked = await tutor.markOrigin({ uri, line: shown.panel.lines[0] }, kind);
  if (marked.ok) session.dispatch({ type: 'refresh' });
  else void vscode.window.showWarningMessage(marked.reason);
}
