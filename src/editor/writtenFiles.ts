import type { Clock } from '../terms/clock.ts';

export interface WrittenFiles {
  /** A file was created or changed on disk. */
  written(file: string): void;
  /** The editor saved it: the write that is seen next, or was just seen, is its own. */
  saved(file: string): void;
  dispose(): void;
}

export interface WrittenFilesParts {
  readonly clock: Clock;
  /** Absolute path of the workspace folder that holds a file. */
  readonly rootOf: (file: string) => string | undefined;
  readonly deliver: (root: string, files: readonly string[]) => void;
}

/** Watchers report late and more than once: a write this close to a save is the save. */
const ownSaveMs = 2_000;
const gatherMs = 250;
const notOurs = /\/(?:node_modules|\.git|\.vscode-test)\//u;

/** Gathers writes by something else than the editor, and delivers them per folder, 250 ms after the first of them. */
export function createWrittenFiles({ clock, rootOf, deliver }: WrittenFilesParts): WrittenFiles {
  const gathered = new Set<string>();
  const savedAt = new Map<string, number>();
  let cancel: (() => void) | undefined;

  const deliverAll = (): void => {
    cancel = undefined;
    const byRoot = new Map<string, string[]>();
    for (const file of gathered) {
      const root = rootOf(file);
      if (root !== undefined) byRoot.set(root, [...(byRoot.get(root) ?? []), file]);
    }
    gathered.clear();
    byRoot.forEach((files, root) => deliver(root, files));
  };
  const isOwnSave = (file: string): boolean => {
    const at = savedAt.get(file);
    return at !== undefined && clock.now() - at <= ownSaveMs;
  };

  return {
    written(file) {
      if (isOwnSave(file) || notOurs.test(file)) return;
      gathered.add(file);
      cancel ??= clock.after(gatherMs, deliverAll);
    },
    saved(file) {
      const now = clock.now();
      for (const [other, at] of savedAt) if (now - at > ownSaveMs) savedAt.delete(other);
      savedAt.set(file, now);
      gathered.delete(file);
    },
    dispose: () => cancel?.(),
  };
}
