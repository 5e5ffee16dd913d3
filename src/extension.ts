import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { createApiKeys } from './editor/apiKeys.ts';
import { createCodeLens } from './editor/codeLens.ts';
import { registerCommands } from './editor/commands.ts';
import { createDataCommands } from './editor/dataCommands.ts';
import { createDiskWatcher } from './editor/diskWatcher.ts';
import { createDocumentViews } from './editor/documentViews.ts';
import { createEditorModels } from './editor/editorModels.ts';
import { createSymbolAt } from './editor/editorSymbols.ts';
import { createEditWatcher } from './editor/editWatcher.ts';
import { createGitWatcher } from './editor/gitWatcher.ts';
import { createGutter } from './editor/gutter.ts';
import { registerHover } from './editor/hover.ts';
import { copyNote, exportQuestion, keepAsTest } from './editor/keptTests.ts';
import { createLineHighlight } from './editor/lineHighlight.ts';
import { createLog } from './editor/log.ts';
import { createModelCommands } from './editor/modelCommands.ts';
import { registerModelTools } from './editor/modelTools.ts';
import { createPayloadDocuments } from './editor/payloadDocuments.ts';
import { createPublicApi } from './editor/publicApi.ts';
import type { UnderstandThisApi } from './editor/publicApi.ts';
import { createQuiet } from './editor/quiet.ts';
import { quietSettings } from './editor/quietSettings.ts';
import { quietViews } from './editor/quietViews.ts';
import { createReviewTree } from './editor/reviewTree.ts';
import { openScratchProgram } from './editor/scratchProgram.ts';
import { createSettings } from './editor/settings.ts';
import { createSidebar } from './editor/sidebar.ts';
import { followCaret } from './editor/sidebarFollow.ts';
import { createStatusBar } from './editor/statusBar.ts';
import { watchTranscriptConsent } from './editor/transcriptConsent.ts';
import { watchTrust } from './editor/trust.ts';
import { createVscodeHost } from './editor/vscodeHost.ts';
import { createEngineClient, forkEngine } from './engineClient.ts';
import type { ChangeSummary } from './terms/change.ts';
import { systemClock } from './terms/clock.ts';
import type { DocumentView } from './terms/documentView.ts';
import type { ExerciseId } from './terms/ids.ts';

/** Builds the parts and hands them to the surfaces. The engine is forked by the first of them that has something to say or to ask. */
export function activate(context: vscode.ExtensionContext): UnderstandThisApi {
  const { extensionUri, subscriptions } = context;
  const clock = systemClock;
  const log = createLog();
  const report = (error: unknown): void => log.error(error instanceof Error ? error : String(error));
  const settings = createSettings();
  const views = createDocumentViews();
  const quiet = createQuiet({ memory: context.globalState, clock });
  const offered = { views: quietViews(views, quiet), settings: quietSettings(settings, quiet) };
  const lines = createLineHighlight();
  const apiKeys = createApiKeys(context.secrets, context.globalState);
  const payloads = createPayloadDocuments();
  let changes: readonly ChangeSummary[] = [];
  const received = (view: DocumentView): void => {
    views.received(view);
    sidebar.viewUpdated(view);
  };

  const changed = (updated: readonly ChangeSummary[]): void => {
    changes = updated;
    for (const surface of [statusBar, reviewTree, sidebar, publicApi]) surface.changesUpdated(updated);
  };

  const client = createEngineClient({
    connect: () =>
      forkEngine(
        context.asAbsolutePath('dist/engine.js'),
        vscode.Uri.joinPath(context.globalStorageUri, 'understand.db').fsPath,
        (output) => log.info(output),
      ),
    events: {
      view: received,
      changes: (updated) => changed(updated),
      said: (progress) => sidebar.modelSaid(progress),
      notice: (sentence) => log.info(sentence),
    },
    host: createVscodeHost({
      clock,
      modelSettings: settings.models,
      apiKeys,
      models: createEditorModels({ clock, log: (sentence) => log.info(sentence) }),
    }),
    clock,
    log: (sentence) => log.info(sentence),
    onState: (state) => sidebar.engineState(state === 'idle' ? 'ready' : state),
  });
  const { tutor } = client;
  const tellKnown = (): void => void tutor.knows(quiet.state().concepts).catch(report);
  tellKnown();
  const models = createModelCommands({ tutor, views, settings: settings.models, apiKeys, payloads });

  const publicApi = createPublicApi({ tutor });
  const exportShown = (id: ExerciseId): void => void exportQuestion(id, tutor).catch(report);
  const statusBar = createStatusBar({ settings, quiet });
  const reviewTree = createReviewTree();
  const sidebar = createSidebar({
    extensionUri,
    tutor,
    follow: followCaret(clock),
    muted: quiet.isMuted,
    symbolAt: createSymbolAt(clock),
    reveal: (file, ranges) => void lines.reveal(file, ranges).catch(report),
    highlight: lines.mark,
    keepAsTest: (request) => void keepAsTest(request, tutor).catch(report),
    exportQuestion: exportShown,
    copy: (text) => void copyNote(text).catch(report),
    openProgram: (program) => void openScratchProgram(program).catch(report),
    models,
    log,
    clock,
    randomId: randomUUID,
  });
  const data = createDataCommands({
    tutor,
    quiet,
    apiKeys,
    forget() {
      client.restart();
      changed([]);
      sidebar.refresh();
    },
  });
  const gitWatcher = createGitWatcher({
    tutor,
    enabled: settings.enabled,
    lastHeads: context.workspaceState,
    onUnderWay: quiet.setBusy,
    report,
  });
  const diskWatcher = createDiskWatcher({ tutor, clock, enabled: settings.enabled, report });
  const trust = watchTrust({
    tutor,
    report,
    onChanged(trusted) {
      sidebar.trusted(trusted);
      if (!trusted) return;
      diskWatcher.start();
      void gitWatcher.start();
    },
  });
  const consent = watchTranscriptConsent({ tutor, settings, storageUri: context.storageUri, onTold: () => sidebar.refresh(), report });
  const editWatcher = createEditWatcher({ tutor, views, leftAlone: received, clock, enabled: settings.enabled, report });

  subscriptions.push(
    settings,
    log,
    client,
    lines,
    publicApi,
    payloads,
    statusBar,
    reviewTree,
    sidebar,
    gitWatcher,
    diskWatcher,
    trust,
    consent,
    editWatcher,
    quiet,
    new vscode.Disposable(
      quiet.onChange(() => {
        tellKnown();
        sidebar.redraw();
      }),
    ),
    settings.onChange(editWatcher.refresh),
    vscode.window.registerWebviewViewProvider('understand.sidebar', sidebar),
    registerHover({ ...offered, sinceEditMs: editWatcher.sinceEditMs }),
    createGutter({ extensionUri, ...offered }),
    createCodeLens(offered),
    registerCommands({
      tutor,
      sidebar,
      views,
      changes: () => changes,
      roots: gitWatcher.roots,
      remotes: gitWatcher.remotes,
      settings,
      models,
      exportQuestion: exportShown,
      quiet,
      data,
      log,
    }),
    registerModelTools({ tutor, changes: () => changes }),
  );

  return publicApi.api;
}
