import * as vscode from 'vscode';
import type { Clock } from '../terms/clock.ts';
import type { Tutor } from '../tutor.ts';
import { followedFiles } from './supportedDocument.ts';
import { createWrittenFiles } from './writtenFiles.ts';

export interface DiskWatcherParts {
  readonly tutor: Pick<Tutor, 'filesWritten'>;
  readonly clock: Clock;
  readonly enabled: () => boolean;
  readonly report: (error: unknown) => void;
}

export interface DiskWatcher extends vscode.Disposable {
  /** Begins to look; only in a trusted window. Calling it again changes nothing. */
  start(): void;
}

/** Tells the tutor of source files that something else than this editor wrote: an agent in a terminal, a tool, git. */
export function createDiskWatcher({ tutor, clock, enabled, report }: DiskWatcherParts): DiskWatcher {
  const subscriptions: vscode.Disposable[] = [];
  const files = createWrittenFiles({
    clock,
    rootOf: (file) => vscode.workspace.getWorkspaceFolder(vscode.Uri.file(file))?.uri.fsPath.replaceAll('\\', '/'),
    deliver: (root, written) => void tutor.filesWritten(root, written).catch(report),
  });
  const written = (uri: vscode.Uri): void => {
    if (enabled()) files.written(uri.fsPath.replaceAll('\\', '/'));
  };
  return {
    start() {
      if (subscriptions.length > 0) return;
      const watcher = vscode.workspace.createFileSystemWatcher(followedFiles, false, false, true);
      subscriptions.push(
        watcher,
        watcher.onDidCreate(written),
        watcher.onDidChange(written),
        vscode.workspace.onDidSaveTextDocument(({ uri }) => files.saved(uri.fsPath.replaceAll('\\', '/'))),
      );
    },
    dispose() {
      subscriptions.forEach((subscription) => subscription.dispose());
      files.dispose();
    },
  };
}
