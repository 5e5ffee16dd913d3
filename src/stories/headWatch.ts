import type { Repository } from '../git/repository.ts';
import type { Clock } from '../terms/clock.ts';
import type { LeaseStore } from './leaseStore.ts';

/** Several windows on one repository: the one without the lease looks again after this. */
const leaderNeedsMs = 3_000;

export interface HeadWatchParts {
  readonly leases: LeaseStore;
  readonly holder: string;
  readonly clock: Clock;
  /** The newest commit of `root` that some window has seen. */
  readonly lastHead: (root: string) => string | undefined;
  /** Done by the window that leads. */
  readonly seen: (repository: Repository) => Promise<void>;
  /** Something may be known of `root` that was not before. */
  readonly onSeen: (root: string) => void;
  readonly notice: (sentence: string) => void;
}

/** Who looks at new commits: one window of those that show a repository. */
export interface HeadWatch {
  moved(repository: Repository): Promise<void>;
  dispose(): void;
}

/**
 * The window that holds the lease looks at the commits, the others read what it found. A lease may be that of a window that has just
 * been closed or reloaded and will never look: so the others ask again until somebody has.
 *
 *     old window, killed:  lease ─────────────┐ ends
 *     new window:          HEAD moved, no lease … no lease … leads, looks
 */
export function createHeadWatch({ leases, holder, clock, lastHead, seen, onSeen, notice }: HeadWatchParts): HeadWatch {
  const waiting = new Map<string, () => void>();

  const moved = async (repository: Repository): Promise<void> => {
    const { root } = repository;
    waiting.get(root)?.();
    if (leases.acquire(root, holder)) await seen(repository);
    else
      waiting.set(
        root,
        clock.after(leaderNeedsMs, () => {
          again(repository).catch((error: unknown) => notice(`The commits of ${root} could not be read: ${String(error)}`));
        }),
      );
    onSeen(root);
  };

  const again = async (repository: Repository): Promise<void> => {
    if (lastHead(repository.root) === (await repository.head())) onSeen(repository.root);
    else await moved(repository);
  };

  return {
    moved,
    dispose() {
      for (const stop of waiting.values()) stop();
    },
  };
}
