import * as vscode from 'vscode';
import { visibleText } from '../safety/visibleText.ts';
import type { Tutor } from '../tutor.ts';
import { withoutPassword } from './addressOfRemote.ts';
import type { Remote } from './gitWatcher.ts';

const fetchIt = 'Fetch';

/** Asks which remote, says what is about to happen, and fetches its notes once the person agrees; tells what came of it. */
export async function fetchNotesFrom(remotes: readonly Remote[], tutor: Pick<Tutor, 'fetchNotes'>): Promise<void> {
  if (!vscode.workspace.isTrusted)
    return void vscode.window.showInformationMessage('Notes are fetched only once this workspace is trusted.');
  const remote = await choose(remotes);
  if (remote === undefined) return;
  const { root, name, address } = remote;
  const from = address === undefined ? name : `${name} (${withoutPassword(visibleText(address))})`;
  const detail = [
    `Your git asks ${from} for refs/notes/ai and refs/notes/agentblame, with your credentials, as \`git fetch\` would.`,
    `They are kept in ${root} under refs/notes/understand-this/${name}/. Nothing else in the repository changes and nothing is sent but the request.`,
  ].join('\n\n');
  const answer = await vscode.window.showInformationMessage('Fetch notes about AI-written lines?', { modal: true, detail }, fetchIt);
  if (answer !== fetchIt) return;
  const fetched = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: `Fetching notes from ${name}` },
    async () => await tutor.fetchNotes(root, name),
  );
  if (!fetched.ok) return void vscode.window.showWarningMessage(visibleText(fetched.reason));
  const kept = fetched.value.map((ref) => ref.slice(ref.lastIndexOf('/') + 1)).join(' and ');
  void vscode.window.showInformationMessage(
    fetched.value.length === 0 ? `${name} has no notes about AI-written lines.` : `The notes of ${name} are here (${kept}).`,
  );
}

async function choose(remotes: readonly Remote[]): Promise<Remote | undefined> {
  if (remotes.length === 0) return void vscode.window.showInformationMessage('No repository with a remote is open.');
  if (remotes.length === 1) return remotes[0];
  const items = remotes.map((remote) => ({ label: remote.name, description: visibleText(remote.root), remote }));
  return (await vscode.window.showQuickPick(items, { title: 'Notes of which remote?' }))?.remote;
}
