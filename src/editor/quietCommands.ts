import * as vscode from 'vscode';
import { visibleText } from '../safety/visibleText.ts';
import type { CarriedUnit } from './documentViews.ts';
import { endOfDay } from './quiet.ts';
import type { Quiet } from './quiet.ts';

interface Choice extends vscode.QuickPickItem {
  readonly run: () => void;
}

const hourMs = 3_600_000;

/** Asks what is to be quiet: everything for a while, this file, or cards of the kind that the unit at the caret has. */
export async function snooze(quiet: Quiet, unit: CarriedUnit | undefined): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const uri = document?.uri.toString();
  const kind = unit?.card?.about?.kind;
  await choose('Show nothing unasked', [
    { label: 'For an hour', run: () => quiet.snoozeUntil(Date.now() + hourMs) },
    { label: 'For today', run: () => quiet.snoozeUntil(endOfDay(Date.now())) },
    ...(document === undefined || uri === undefined
      ? []
      : [{ label: 'In this file', description: fileName(document.uri.path), run: () => quiet.snoozeFile(uri) }]),
    ...(kind === undefined ? [] : [{ label: 'Cards of this kind', description: inWords(kind), run: () => quiet.snoozeKind(kind) }]),
  ]);
}

/** `concepts`: of the code at the caret and of the unit in the sidebar. */
export async function muteConcept(quiet: Quiet, concepts: readonly string[]): Promise<void> {
  const open = [...new Set(concepts)].filter((concept) => !quiet.isMuted(concept));
  if (open.length === 0) return void vscode.window.showInformationMessage('The code at the caret shows no concept that could be muted.');
  await choose(
    'No more about this concept',
    open.map((concept) => ({ label: inWords(concept), run: () => quiet.mute(concept) })),
  );
}

/** Everything at once, or one of it. */
export async function resume(quiet: Quiet): Promise<void> {
  const { files, kinds, concepts } = quiet.state();
  const snoozed = quiet.snoozed();
  const one: readonly Choice[] = [
    ...(snoozed === undefined ? [] : [{ label: snoozed.replace(/\.$/u, ''), run: () => quiet.resume({ from: 'until' }) }]),
    ...files.map((name) => ({ label: fileName(name), description: 'file', run: () => quiet.resume({ from: 'files', name }) })),
    ...kinds.map((name) => ({ label: inWords(name), description: 'kind of card', run: () => quiet.resume({ from: 'kinds', name }) })),
    ...concepts.map((name) => ({ label: inWords(name), description: 'concept', run: () => quiet.resume({ from: 'concepts', name }) })),
  ];
  if (one.length === 0) return void vscode.window.showInformationMessage('Nothing is snoozed or muted.');
  if (one.length === 1) return one[0]?.run();
  await choose('Show again', [{ label: 'Everything', run: () => quiet.resume() }, ...one]);
}

async function choose(title: string, choices: readonly Choice[]): Promise<void> {
  const picked = await vscode.window.showQuickPick(choices, { title });
  picked?.run();
}

function inWords(id: string): string {
  return id.replaceAll('-', ' ');
}

/** A file's name comes from outside; a pick would draw `$(name)` in it as an icon. */
function fileName(path: string): string {
  return visibleText(decodeURIComponent(path.split('/').at(-1) ?? path)).replaceAll('$(', String.raw`\$(`);
}
