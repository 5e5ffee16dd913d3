import type { Repository } from '../git/repository.ts';

/**
 * Answers for one file whether git put its text there, so that a checkout is not taken for new code. `repository` finds the repository
 * around a folder. Without one, or for a file outside it, nothing is known to git.
 */
export function createKnownToGit(
  repository: (root: string) => Promise<Repository | undefined>,
): (path: string, text: string, root: string | undefined) => Promise<boolean> {
  return async (path, text, root) => {
    const opened = await repository(root ?? path.slice(0, path.lastIndexOf('/')));
    if (opened === undefined || !path.startsWith(`${opened.root}/`)) return false;
    const relative = path.slice(opened.root.length + 1);
    return (await opened.knownTexts([{ path: relative, text }])).has(relative);
  };
}
