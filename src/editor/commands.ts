import * as vscode from 'vscode';
import { visibleText } from '../safety/visibleText.ts';
import type { ChangeSummary } from '../terms/change.ts';
import type { ExerciseId } from '../terms/ids.ts';
import type { Place, Tutor } from '../tutor.ts';
import { askForTranscripts } from './askForTranscripts.ts';
import { commandIds, type CommandId } from './commandIds.ts';
import { commandTarget, type CommandTarget } from './commandTarget.ts';
import type { DataCommands } from './dataCommands.ts';
import type { CarriedUnit, DocumentViews } from './documentViews.ts';
import { fetchNotesFrom } from './fetchedNotes.ts';
import type { Remote } from './gitWatcher.ts';
import type { ModelCommands } from './modelCommands.ts';
import { nextUnit } from './nextUnit.ts';
import type { Settings } from './settings.ts';
import type { Quiet } from './quiet.ts';
import { muteConcept, resume, snooze } from './quietCommands.ts';
import type { Sidebar } from './sidebar.ts';
import { uncheckedChanges, uncheckedUnits } from './uncheckedChanges.ts';
import { openUnit, placeOfUnit } from './unitOpener.ts';

export interface CommandParts {
  readonly tutor: Pick<Tutor, 'markOrigin' | 'fetchNotes'>;
  readonly sidebar: Pick<
    Sidebar,
    'showPlace' | 'showChange' | 'focusCheck' | 'play' | 'step' | 'keepAsTest' | 'shownExercise' | 'shownConcepts'
  >;
  readonly exportQuestion: (exerciseId: ExerciseId) => void;
  readonly views: DocumentViews;
  /** As last pushed by the tutor. */
  readonly changes: () => readonly ChangeSummary[];
  /** Repositories that are open but may lie outside the workspace folders. */
  readonly roots: () => readonly string[];
  readonly remotes: () => readonly Remote[];
  readonly models: Pick<ModelCommands, 'showPayloadAtCaret' | 'setApiKey' | 'clearApiKey'>;
  readonly settings: Pick<Settings, 'transcripts'>;
  readonly quiet: Quiet;
  readonly data: DataCommands;
  readonly log: vscode.LogOutputChannel;
}

type Handler = (target: CommandTarget, parts: CommandParts) => Promise<void> | void;

const handlers: Readonly<Record<CommandId, Handler>> = {
  'understand.explain': explain,
  'understand.quickCheck': quickCheck,
  'understand.listUnchecked': listUnchecked,
  'understand.nextUnchecked': goToNextUnchecked,
  'understand.markOrigin': markOrigin,
  'understand.showPayload': async (_target, { models }) => await models.showPayloadAtCaret(),
  'understand.setApiKey': async (_target, { models }) => await models.setApiKey(),
  'understand.clearApiKey': async (_target, { models }) => await models.clearApiKey(),
  'understand.play': play,
  'understand.playNext': (_target, { sidebar }) => sidebar.step(1),
  'understand.playPrevious': (_target, { sidebar }) => sidebar.step(-1),
  'understand.keepAsTest': (_target, { sidebar }) => sidebar.keepAsTest(),
  'understand.exportQuestion': (_target, { sidebar, exportQuestion }) => {
    const exercise = sidebar.shownExercise();
    if (exercise === undefined) return void vscode.window.showInformationMessage('Open a quick check first.');
    exportQuestion(exercise);
  },
  'understand.useTranscripts': async (_target, { settings }) => await askForTranscripts(settings),
  'understand.fetchNotes': async (_target, { tutor, remotes }) => await fetchNotesFrom(remotes(), tutor),
  'understand.snooze': async (_target, { quiet, views }) => await snooze(quiet, unitAtCaret(views)),
  'understand.muteConcept': async (_target, { quiet, views, sidebar }) =>
    await muteConcept(quiet, [unitAtCaret(views)?.card?.about?.concept ?? [], sidebar.shownConcepts()].flat()),
  'understand.resume': async (_target, { quiet }) => await resume(quiet),
  'understand.exportData': async (_target, { data }) => await data.exportData(),
  'understand.importData': async (_target, { data }) => await data.importData(),
  'understand.deleteData': async (_target, { data }) => await data.deleteData(),
  'understand.openLog': (_target, { log }) => log.show(),
};

/** Registers every command. A handler that throws is a bug: it is logged, and the person who asked gets one sentence. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const run = async (id: CommandId, argument: unknown): Promise<void> => {
    try {
      await handlers[id](commandTarget(argument), parts);
    } catch (error) {
      parts.log.error(error instanceof Error ? error : String(error));
      void vscode.window.showErrorMessage('Understand This could not do that; the log says why.');
    }
  };
  return vscode.Disposable.from(
    ...commandIds.map((id) => vscode.commands.registerCommand(id, async (argument: unknown) => await run(id, argument))),
  );
}

async function explain(target: CommandTarget, { sidebar, roots }: CommandParts): Promise<void> {
  if (target.kind === 'change') return sidebar.showChange(target.changeId);
  const place = await placeOf(target, roots());
  if (place !== undefined) return sidebar.showPlace(place);
  await vscode.commands.executeCommand('understand.sidebar.focus');
}

async function play(target: CommandTarget, { sidebar, roots }: CommandParts): Promise<void> {
  sidebar.play(await placeOf(target, roots()));
}

async function quickCheck(target: CommandTarget, parts: CommandParts): Promise<void> {
  const { sidebar, views, changes } = parts;
  const place = target.kind === 'caret' ? caretPlace() : undefined;
  const newest = uncheckedChanges(changes())[0];
  const waitsHere = place !== undefined && views.unitAt(place.uri, place.line)?.unchecked === true;
  if (target.kind === 'caret' && newest !== undefined && !waitsHere) sidebar.showChange(newest.id);
  else await explain(target, parts);
  sidebar.focusCheck();
}

async function listUnchecked(_target: CommandTarget, { changes, sidebar, roots }: CommandParts): Promise<void> {
  const items = uncheckedUnits(changes()).map(({ change, unit }) => ({
    label: withoutIcons(unit.name),
    description: withoutIcons(`${unit.path}:${unit.line}`),
    detail: withoutIcons(`${change.title}, ${change.originText}`),
    place: { path: unit.path, line: unit.line, ...(change.root !== undefined && { root: change.root }) },
  }));
  if (items.length === 0) return void vscode.window.showInformationMessage('Nothing to check.');
  const picked = await vscode.window.showQuickPick(items, { title: 'Not checked yet', matchOnDescription: true, matchOnDetail: true });
  const place = picked && (await placeOfUnit(picked.place, roots()));
  if (place === undefined) return;
  await openUnit(place, false);
  sidebar.showPlace(place);
}

/** Names and commit subjects come from outside; a pick would draw `$(name)` in them as an icon. */
function withoutIcons(text: string): string {
  return visibleText(text).replaceAll('$(', '\\$(');
}

async function goToNextUnchecked(_target: CommandTarget, { views, changes, roots }: CommandParts): Promise<void> {
  const caret = caretPlace();
  const here = caret === undefined ? [] : views.unitsOf(caret.uri).filter((unit) => unit.unchecked);
  const listed = await Promise.all(
    uncheckedUnits(changes()).map(({ change, unit }) =>
      placeOfUnit({ path: unit.path, line: unit.line, ...(change.root !== undefined && { root: change.root }) }, roots()),
    ),
  );
  const units = [
    ...here.map((unit) => ({ uri: caret?.uri ?? '', line: unit.nameAt.from.line })),
    ...listed.filter((place) => place !== undefined).filter(({ uri }) => uri !== caret?.uri),
  ];
  const next = nextUnit(units, caret);
  if (next === undefined) return void vscode.window.showInformationMessage('Nothing else to check.');
  await openUnit(next, false);
}

async function markOrigin(target: CommandTarget, { tutor, roots }: CommandParts): Promise<void> {
  const place = await placeOf(target, roots());
  if (place === undefined) return;
  const picked = await vscode.window.showQuickPick(
    [
      { label: 'I wrote this', kind: vscode.QuickPickItemKind.Default, origin: 'human' as const },
      { label: 'AI wrote this', kind: vscode.QuickPickItemKind.Default, origin: 'ai' as const },
    ],
    { title: 'Who wrote this function?' },
  );
  if (picked === undefined) return;
  const marked = await tutor.markOrigin(place, picked.origin);
  if (!marked.ok) void vscode.window.showWarningMessage(marked.reason);
}

async function placeOf(target: CommandTarget, roots: readonly string[]): Promise<Place | undefined> {
  switch (target.kind) {
    case 'place':
      return target.place;
    case 'unit': {
      const place = await placeOfUnit(target, roots);
      if (place !== undefined) await openUnit(place, true);
      return place;
    }
    case 'caret':
      return caretPlace();
    case 'change':
      return undefined;
  }
}

function unitAtCaret(views: DocumentViews): CarriedUnit | undefined {
  const caret = caretPlace();
  return caret && views.unitAt(caret.uri, caret.line);
}

function caretPlace(): Place | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor && { uri: editor.document.uri.toString(), line: editor.selection.active.line + 1 };
}
