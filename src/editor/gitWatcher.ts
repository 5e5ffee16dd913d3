import * as vscode from 'vscode';
import type { Tutor } from '../tutor.ts';
import { underWay } from './gitUnderWay.ts';

/** The part of the built-in Git extension's API that is used; version 1 of it is stable. */
interface GitExtension {
  getAPI(version: 1): GitApi;
}
interface GitApi {
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  readonly onDidCloseRepository: vscode.Event<GitRepository>;
}
interface GitRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly remotes: readonly { readonly name: string; readonly fetchUrl?: string }[];
    readonly HEAD: { readonly commit?: string } | undefined;
    readonly rebaseCommit?: unknown;
    readonly mergeChanges?: readonly unknown[];
    readonly onDidChange: vscode.Event<void>;
  };
}

export interface GitWatcherParts {
  readonly tutor: Pick<Tutor, 'headMoved'>;
  readonly enabled: () => boolean;
  /** HEAD of each repository as last told to the tutor; outlives the window. */
  readonly lastHeads: vscode.Memento;
  /** Called with what the person is in the middle of, in one phrase, and without when it is over. */
  readonly onUnderWay: (what: string | undefined) => void;
  readonly report: (error: unknown) => void;
}

export interface GitWatcher extends vscode.Disposable {
  /** Begins to look; only in a trusted window. Calling it again changes nothing. */
  start(): Promise<void>;
  /** Absolute paths of the repositories that are open. */
  readonly roots: () => readonly string[];
  readonly remotes: () => readonly Remote[];
}

export interface Remote {
  /** Absolute path of its repository. */
  readonly root: string;
  readonly name: string;
  /** As configured; may hold a password. */
  readonly address?: string;
}

/** Tells the tutor when HEAD is another commit than the last one it was told of, also across restarts of the window. */
export function createGitWatcher({ tutor, enabled, lastHeads, onUnderWay, report }: GitWatcherParts): GitWatcher {
  const watched = new Map<string, vscode.Disposable>();
  const opened = new Map<string, GitRepository>();
  const subscriptions: vscode.Disposable[] = [];
  let started = false;

  const tellUnderWay = (): void => onUnderWay(underWay([...opened.values()].map(({ state }) => state)));
  const look = (repository: GitRepository): void => {
    tellUnderWay();
    const commit = repository.state.HEAD?.commit;
    const root = repository.rootUri.fsPath.replaceAll('\\', '/');
    const key = `head:${root}`;
    if (commit === undefined || !enabled() || lastHeads.get(key) === commit) return;
    void tutor.headMoved(root).then(() => lastHeads.update(key, commit), report);
  };
  const watch = (repository: GitRepository): void => {
    const root = repository.rootUri.fsPath;
    opened.set(root, repository);
    if (watched.has(root)) return;
    watched.set(
      root,
      repository.state.onDidChange(() => look(repository)),
    );
    look(repository);
  };

  return {
    async start() {
      if (started) return;
      started = true;
      const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
      if (extension === undefined) return;
      try {
        const git = (await extension.activate()).getAPI(1);
        subscriptions.push(
          git.onDidOpenRepository(watch),
          git.onDidCloseRepository(({ rootUri }) => {
            watched.get(rootUri.fsPath)?.dispose();
            watched.delete(rootUri.fsPath);
            opened.delete(rootUri.fsPath);
            tellUnderWay();
          }),
        );
        git.repositories.forEach(watch);
      } catch (error) {
        // The Git extension throws where git is missing or turned off; everything else works without it.
        report(error);
      }
    },
    remotes: () =>
      [...opened].flatMap(([root, { state }]) =>
        state.remotes.map(({ name, fetchUrl }) => ({
          root: root.replaceAll('\\', '/'),
          name,
          ...(fetchUrl !== undefined && { address: fetchUrl }),
        })),
      ),
    roots: () => [...watched.keys()].map((root) => root.replaceAll('\\', '/')),
    dispose() {
      subscriptions.forEach((subscription) => subscription.dispose());
      watched.forEach((subscription) => subscription.dispose());
    },
  };
}
