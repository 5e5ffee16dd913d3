import * as vscode from 'vscode';
import { webviewMessage } from '../protocol.ts';
import type { EngineState, Snapshot, WebviewMessage } from '../protocol.ts';
import type { ChangeSummary } from '../terms/change.ts';
import type { Clock } from '../terms/clock.ts';
import type { DocumentView } from '../terms/documentView.ts';
import type { ModelProgress } from '../terms/model.ts';
import type { Place } from '../tutor.ts';
import type { ModelCommands } from './modelCommands.ts';
import { isAboutModel, receiveAboutModel } from './modelMessages.ts';
import type { ModelMessage } from './modelMessages.ts';
import { createModelSession } from './modelSession.ts';
import type { ModelSessionParts } from './modelSession.ts';
import type { ChangeId, ExerciseId } from '../terms/ids.ts';
import { keepShown, placeOfPanel, receivePlay, stepBy } from './sidebarPlayMessages.ts';
import type { PlayParts } from './sidebarPlayMessages.ts';
import type { FollowCaret } from './sidebarFollow.ts';
import { markShownOrigin } from './sidebarOrigin.ts';
import { fileOf, highlightNothing, markDeciding, reveal } from './sidebarLines.ts';
import type { LineParts } from './sidebarLines.ts';
import { withoutMuted } from './mutedConcepts.ts';
import { sidebarPage } from './sidebarPage.ts';
import { createSidebarSession } from './sidebarSession.ts';
import type { SidebarSession, SidebarSessionParts, SidebarTutor } from './sidebarSession.ts';
import { currentExercise, currentUnit, packagePlace, touchedUnit } from './sidebarState.ts';
import { placeInSentence } from './placeInSentence.ts';
import { openUnit } from './unitOpener.ts';

export interface SidebarParts extends PlayParts, LineParts {
  readonly extensionUri: vscode.Uri;
  readonly tutor: SidebarTutor & ModelSessionParts['tutor'];
  /** `followCaret(clock)`. */
  readonly follow: FollowCaret;
  /** Opens a proof's program as a scratch document. */
  readonly openProgram: (program: string) => void;
  readonly models: Pick<ModelCommands, 'showPayload' | 'setApiKey' | 'openSettings'>;
  readonly exportQuestion: (exerciseId: ExerciseId) => void;
  readonly muted: (concept: string) => boolean;
  readonly symbolAt: SidebarSessionParts['symbolAt'];
  readonly log: Pick<vscode.LogOutputChannel, 'error' | 'warn' | 'show'>;
  readonly clock: Clock;
  readonly randomId: () => string;
}

export interface Sidebar extends vscode.WebviewViewProvider, vscode.Disposable {
  /** Opens the sidebar, leaving the focus where it is, and explains the unit at the place. */
  showPlace(place: Place): void;
  showChange(changeId: ChangeId): void;
  changesUpdated(changes: readonly ChangeSummary[]): void;
  /** How far a model's answer has come. */
  modelSaid(progress: ModelProgress): void;
  viewUpdated(view: DocumentView): void;
  /** Asks again for what is shown. */
  refresh(): void;
  trusted(trusted: boolean): void;
  engineState(state: EngineState): void;
  /** Opens the sidebar and runs the unit at the place; without one, the unit that is shown. */
  play(place?: Place): void;
  /** Moves a play that is on screen by so many steps. */
  step(by: number): void;
  /** The scenario on screen as a test. */
  keepAsTest(): void;
  /** Id of the question on screen, asked or answered; where there is none, of the one last reported as wrong. */
  shownExercise(): ExerciseId | undefined;
  /** Ids of the concepts of the unit on screen. */
  shownConcepts(): readonly string[];
  /** Draws again, e.g. when a concept was muted. */
  redraw(): void;
  /** Opens the sidebar at its quick check and puts the focus there. */
  focusCheck(): void;
}

/** The provider of the view `understand.sidebar`, "Understand this". */
export function createSidebar(parts: SidebarParts): Sidebar {
  let view: vscode.WebviewView | undefined;
  let following: vscode.Disposable | undefined;
  let reported: ExerciseId | undefined;
  const crashed = (error: unknown): void => parts.log.error(error instanceof Error ? error : String(error));
  const session = createSidebarSession({
    tutor: parts.tutor,
    clock: parts.clock,
    symbolAt: parts.symbolAt,
    randomId: parts.randomId,
    draw: (snapshot: Snapshot) => void view?.webview.postMessage(withoutMuted(snapshot, parts.muted)),
    uriOfFile: (file) => vscode.Uri.file(file).toString(),
    onUnit: (key) => talk.unitShown(key),
    crashed,
    stepShown(step) {
      void vscode.commands.executeCommand('setContext', 'understand.playing', session.state().mode.kind === 'playing');
      if (step !== undefined) return reveal(step.file, [[step.line, step.line]], session, parts);
      highlightNothing(session, parts);
    },
  });
  const talk = createModelSession({
    tutor: parts.tutor,
    randomId: parts.randomId,
    onChange: (section, news) => session.dispatch({ type: 'model', section, ...news }),
    showPayload: (offer) => void parts.models.showPayload(offer).catch(crashed),
    crashed,
  });

  function setVisible(visible: boolean): void {
    session.dispatch({ type: 'visible', visible });
    following?.dispose();
    following = visible ? parts.follow((place, language) => session.dispatch({ type: 'caret', place, language })) : undefined;
    if (!visible) highlightNothing(session, parts);
  }

  return {
    resolveWebviewView(resolved) {
      view = resolved;
      const { webview } = resolved;
      const dist = vscode.Uri.joinPath(parts.extensionUri, 'dist');
      webview.options = { enableScripts: true, enableCommandUris: false, enableForms: false, localResourceRoots: [dist] };
      webview.onDidReceiveMessage((message: unknown) => {
        const parsed = webviewMessage.safeParse(message);
        if (!parsed.success) parts.log.warn('The sidebar sent a message that is not part of the protocol; it was ignored.');
        else if (isAboutModel(parsed.data)) receiveAboutModel(parsed.data, session.state(), { talk, models: parts.models, crashed });
        else {
          if (parsed.data.type === 'reportWrong') reported = currentExercise(session.state(), parsed.data.exerciseId) ?? reported;
          receive(parsed.data, session, parts, setVisible);
        }
      });
      resolved.onDidChangeVisibility(() => {
        // A view that becomes visible draws once its page says `ready`.
        if (!resolved.visible) setVisible(false);
      });
      resolved.onDidDispose(() => {
        if (view !== resolved) return;
        view = undefined;
        setVisible(false);
      });
      webview.html = sidebarPage({
        scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.js')).toString(),
        styleUri: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.css')).toString(),
        cspSource: webview.cspSource,
        nonce: parts.randomId().replaceAll(/[^\w]/g, ''),
      });
    },

    showPlace(place) {
      const language = vscode.workspace.textDocuments.find((document) => document.uri.toString() === place.uri)?.languageId;
      session.dispatch({ type: 'show', subject: { kind: 'place', place }, ...(language !== undefined && { language }) });
      openView(true);
    },
    showChange(changeId) {
      session.dispatch({ type: 'show', subject: { kind: 'change', changeId } });
      openView(true);
    },
    changesUpdated: (changes) => session.dispatch({ type: 'changes', changes }),
    modelSaid: (progress) => talk.said(progress),
    refresh: () => session.dispatch({ type: 'refresh' }),
    viewUpdated: (updated) => session.dispatch({ type: 'view', view: updated }),
    trusted: (trusted) => session.dispatch({ type: 'trusted', trusted }),
    engineState: (engine) => session.dispatch({ type: 'engine', engine }),
    play(place) {
      const { content } = session.state();
      const wanted = place ?? (content.kind === 'unit' ? placeOfPanel(content) : undefined);
      openView(false);
      if (wanted !== undefined) void session.play({ kind: 'place', ...wanted }, `line ${wanted.line}`);
    },
    step: (by) => stepBy(by, session),
    keepAsTest: () => keepShown(session, parts),
    shownExercise() {
      const { mode } = session.state();
      return mode.kind === 'asking' || mode.kind === 'answered' ? mode.check.exerciseId : reported;
    },
    shownConcepts() {
      const { content } = session.state();
      return content.kind === 'unit' ? (content.panel.explanation.concepts ?? []).map(({ id }) => id) : [];
    },
    redraw: () => session.dispatch({ type: 'visible', visible: session.state().visible }),
    focusCheck() {
      session.dispatch({ type: 'focusCheck' });
      openView(false);
    },
    dispose() {
      following?.dispose();
      session.dispose();
    },
  };
}

function openView(preserveFocus: boolean): void {
  void vscode.commands.executeCommand('understand.sidebar.focus', { preserveFocus });
}

function receive(
  message: Exclude<WebviewMessage, ModelMessage>,
  session: SidebarSession,
  parts: SidebarParts,
  setVisible: (visible: boolean) => void,
): void {
  const state = session.state();
  switch (message.type) {
    case 'ready':
      return setVisible(true);
    case 'highlightSentence':
    case 'revealSentence': {
      const shown = currentUnit(state, message.unitKey);
      const file = shown && fileOf(shown);
      const sentence = shown?.panel.explanation[message.part][message.index];
      if (file === undefined || sentence === undefined) return;
      return message.type === 'revealSentence' ? reveal(file, sentence.lines, session, parts) : parts.highlight(file, sentence.lines);
    }
    case 'revealPlace': {
      const shown = currentUnit(state, message.unitKey);
      const place = shown && placeInSentence(shown.panel, message);
      if (place !== undefined) reveal(place.file, [[place.line, place.line]], session, parts);
      return;
    }
    case 'clearHighlight':
      return highlightNothing(session, parts);
    case 'revealUnit': {
      const shown = currentUnit(state, message.unitKey);
      const file = shown && fileOf(shown);
      if (shown !== undefined && file !== undefined) reveal(file, [shown.panel.lines], session, parts);
      return;
    }
    case 'markOrigin':
      return void markShownOrigin(message, session, parts).catch((error: unknown) => parts.log.error(String(error)));
    case 'revealAnswer':
    case 'runProgram': {
      if (currentExercise(state, message.exerciseId) === undefined || state.mode.kind !== 'answered') return;
      const { file, lines, program } = state.mode.outcome;
      if (message.type === 'revealAnswer') reveal(file, lines, session, parts);
      else if (program !== undefined) parts.openProgram(program);
      return;
    }
    case 'answer':
      return void session.answer(message.exerciseId, message.chosen, message.confidence).then(() => markDeciding(session, parts));
    case 'reportWrong':
      return void session.reportWrong(message.exerciseId);
    case 'play':
    case 'seeRun':
    case 'playStep':
    case 'tryLine':
    case 'tryEditor':
    case 'tryNothing':
    case 'closePlay':
    case 'keepAsTest':
    case 'keepFailingTest':
    case 'copyNote':
      return receivePlay(message, session, parts);
    case 'exportQuestion': {
      const exercise = currentExercise(state, message.exerciseId);
      if (exercise !== undefined) parts.exportQuestion(exercise);
      return;
    }
    case 'openChange': {
      const change = state.changes.find((candidate) => candidate.id === message.changeId);
      if (change !== undefined) session.dispatch({ type: 'show', subject: { kind: 'change', changeId: change.id } });
      return;
    }
    case 'openUnit':
      return openTouchedUnit(message, session, parts);
    case 'openPackage': {
      const place = packagePlace(state, message);
      const uri = place && vscode.Uri.joinPath(vscode.Uri.file(place.root), place.path).toString();
      if (place && uri !== undefined) openUnit({ uri, line: place.line }, true).catch((error: unknown) => parts.log.error(String(error)));
      return;
    }
    case 'openWorthKnowing': {
      const { caretUri: uri, worthKnowing } = state;
      const unit = uri === undefined ? undefined : worthKnowing.get(uri)?.find((candidate) => candidate.key === message.unitKey);
      if (uri !== undefined && unit !== undefined) openPlace({ uri, line: unit.line }, session, parts);
      return;
    }
    case 'manageTrust':
      return void vscode.commands.executeCommand('workbench.trust.manage');
    case 'openLog':
      return parts.log.show();
    case 'focusEditor':
      return void vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    case 'finish':
      session.dispatch(message);
      return highlightNothing(session, parts);
    case 'startCheck':
    case 'skip':
    case 'pin':
    case 'refresh':
    case 'cancel':
      return session.dispatch(message);
  }
}

function openTouchedUnit(message: Extract<WebviewMessage, { type: 'openUnit' }>, session: SidebarSession, parts: SidebarParts): void {
  const unit = touchedUnit(session.state(), message.changeId, message.unitKey);
  if (unit === undefined) return;
  if (unit.root === undefined) return session.dispatch({ type: 'show', subject: { kind: 'change', changeId: unit.changeId } });
  const uri = vscode.Uri.joinPath(vscode.Uri.file(unit.root), unit.path).toString();
  openPlace({ uri, line: unit.line }, session, parts, unit.changeId);
}

function openPlace(place: Place, session: SidebarSession, parts: SidebarParts, changeId?: ChangeId): void {
  session.dispatch({ type: 'show', subject: { kind: 'place', place, ...(changeId !== undefined && { changeId }) } });
  openUnit(place, true).catch((error: unknown) => parts.log.error(String(error)));
}
