import * as vscode from 'vscode';
import type { Settings } from './settings.ts';

const readThem = 'Read Them';
const stopReading = 'Stop Reading Them';

/** What is read, where, and what becomes of it: shown before anything is. */
const places = [
  'Claude Code: ~/.claude/projects (or CLAUDE_CONFIG_DIR)',
  'Codex: ~/.codex/sessions (or CODEX_HOME)',
  'Copilot: ~/.copilot/session-state (or COPILOT_HOME), and the chats that VS Code keeps of this project',
];
const detail = [
  'To say which lines an agent wrote, and what it was asked for, the records that agents keep on this machine are searched for edits of this project:',
  places.map((place) => `• ${place}`).join('\n'),
  'An edit counts only where its text is in the file. What was asked and answered is kept with your learning data, secrets taken out. Nothing leaves the machine, nothing is changed, and other projects’ records are left alone.',
].join('\n\n');

/** Shows what would be read and asks; only a yes turns the setting on. Where it is on, offers to turn it off. */
export async function askForTranscripts(settings: Pick<Settings, 'transcripts'>): Promise<void> {
  const set = async (value: boolean): Promise<void> =>
    await vscode.workspace.getConfiguration('understand').update('transcripts.enabled', value, vscode.ConfigurationTarget.Global);
  if (settings.transcripts()) {
    const answer = await vscode.window.showInformationMessage('Records of agents are being read.', { modal: true, detail }, stopReading);
    if (answer === stopReading) await set(false);
    return;
  }
  const answer = await vscode.window.showInformationMessage('Read the records that agents keep here?', { modal: true, detail }, readThem);
  if (answer === readThem) await set(true);
}
