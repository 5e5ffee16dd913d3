import { homedir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { visibleText } from '../safety/visibleText.ts';
import type { Tutor } from '../tutor.ts';
import type { ApiKeys } from './apiKeys.ts';
import type { Quiet } from './quiet.ts';

export interface DataCommandParts {
  readonly tutor: Pick<Tutor, 'exportData' | 'importData' | 'deleteData'>;
  readonly quiet: Pick<Quiet, 'state' | 'mute' | 'snoozeKind' | 'resume'>;
  readonly apiKeys: Pick<ApiKeys, 'clear'>;
  /** Starts over with nothing: what the engine and the surfaces still hold in memory is dropped. */
  readonly forget: () => void;
}

/** What a person does with everything that is kept about them; each ends with one sentence. */
export interface DataCommands {
  exportData(): Promise<void>;
  importData(): Promise<void>;
  deleteData(): Promise<void>;
}

const filters = { 'Learning data': ['json'] };
const mostBytes = 200_000_000;
const deleteAll = 'Delete Everything';
const whatIsDeleted =
  'Your answers, the list of changes, who wrote what as this editor saw it, questions with their proofs, what models answered, what you allowed, API keys, and what you muted or snoozed, for every folder on this machine. This cannot be undone; “Export My Learning Data…” keeps your answers. Your files and repositories are not touched.';

export function createDataCommands({ tutor, quiet, apiKeys, forget }: DataCommandParts): DataCommands {
  return {
    async exportData() {
      const { concepts, kinds } = quiet.state();
      const exported = await tutor.exportData({ concepts, kinds });
      if (!exported.ok) return say(exported.reason);
      const target = await vscode.window.showSaveDialog({
        title: 'Export My Learning Data',
        saveLabel: 'Export',
        defaultUri: vscode.Uri.file(join(homedir(), 'understand-this-learning.json')),
        filters,
      });
      if (target === undefined) return;
      const failed = await writeWhole(target, exported.value);
      say(failed ?? `Your answers and what you muted are in ${nameOf(target)}. There is no code in it.`);
    },

    async importData() {
      const [source] = (await vscode.window.showOpenDialog({ title: 'Import Learning Data', openLabel: 'Import', filters })) ?? [];
      if (source === undefined) return;
      const text = await readText(source);
      if (text === undefined) return say(`${nameOf(source)} cannot be read, or is too large to be learning data.`);
      const imported = await tutor.importData(text);
      if (!imported.ok) return say(imported.reason);
      const { added, known, muted } = imported.value;
      const now = quiet.state();
      for (const concept of muted.concepts) if (!now.concepts.includes(concept)) quiet.mute(concept);
      for (const kind of muted.kinds) if (!now.kinds.includes(kind)) quiet.snoozeKind(kind);
      say(`${answers(added)} added; ${known === 0 ? 'none was' : answers(known)} known already.`);
    },

    async deleteData() {
      const chosen = await vscode.window.showWarningMessage(
        'Delete everything that Understand This keeps about you?',
        { modal: true, detail: whatIsDeleted },
        deleteAll,
      );
      if (chosen !== deleteAll) return;
      const deleted = await tutor.deleteData();
      await apiKeys.clear();
      quiet.resume();
      forget();
      say(deleted.ok ? 'Everything was deleted. What is open is watched from now on as if it were new.' : deleted.reason);
    },
  };
}

/** Beside the target first, so that a failure half way leaves what was there before. The sentence says why it failed. */
async function writeWhole(target: vscode.Uri, text: string): Promise<string | undefined> {
  const unfinished = target.with({ path: `${target.path}.part` });
  try {
    await vscode.workspace.fs.writeFile(unfinished, new TextEncoder().encode(text));
    await vscode.workspace.fs.rename(unfinished, target, { overwrite: true });
    return undefined;
  } catch (error) {
    await Promise.resolve(vscode.workspace.fs.delete(unfinished)).catch(() => undefined);
    return `${nameOf(target)} could not be written: ${visibleText(error instanceof Error ? error.message : String(error), 200)}`;
  }
}

async function readText(source: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(source);
    if (size > mostBytes) return undefined;
    return new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(source));
  } catch {
    return undefined;
  }
}

function answers(count: number): string {
  return `${count} ${count === 1 ? 'answer was' : 'answers were'}`;
}

function nameOf({ path }: vscode.Uri): string {
  return visibleText(path.split('/').at(-1) ?? path);
}

function say(sentence: string): void {
  void vscode.window.showInformationMessage(sentence);
}
