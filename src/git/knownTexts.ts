import { findObjects, objectId } from './objects.ts';
import { runGit } from './runGit.ts';

export interface NamedText {
  /** Relative to the repository's top folder, `/` between parts. */
  readonly path: string;
  readonly text: string;
}

/** Beyond this many files a search through history would take too long, and so many at once come from git. */
const maxSearched = 20;

/**
 * The paths whose text git put there. That git has the object is not enough: `git add` of new text stores it too. So it counts when it is
 * HEAD's at that path; when it is not what the index holds there (a stash that was popped, a commit that was dropped); and otherwise when
 * some commit, stash or reflog entry brought it to that path. Line ends are compared as git stores them.
 */
export async function findKnownTexts(
  folder: string,
  format: 'sha1' | 'sha256',
  files: readonly NamedText[],
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  const candidates = files.map(({ path, text }) => ({
    path,
    ids: [...new Set([text, text.replaceAll('\r\n', '\n')])].map((each) => objectId(format, 'blob', each)),
  }));
  const names = candidates.flatMap(({ path, ids }) => [...ids, `HEAD:${path}`, `:0:${path}`]);
  const found = await findObjects(folder, names, signal);
  if (!found.ok) return new Set();
  const known = new Set<string>();
  const unsure: { readonly path: string; readonly id: string }[] = [];
  for (const { path, ids } of candidates) {
    const stored = ids.find((id) => found.value.has(id));
    const atHead = found.value.get(`HEAD:${path}`)?.id;
    if (stored === undefined) continue;
    const staged = found.value.get(`:0:${path}`)?.id;
    if (atHead !== undefined && ids.includes(atHead)) known.add(path);
    else if (staged === undefined || !ids.includes(staged)) known.add(path);
    else unsure.push({ path, id: stored });
  }
  for (const [index, { path, id }] of unsure.entries()) {
    const inHistory = index >= maxSearched || (await isInHistory(folder, path, id, signal));
    if (inHistory) known.add(path);
  }
  return known;
}

async function isInHistory(folder: string, path: string, id: string, signal?: AbortSignal): Promise<boolean> {
  const answer = await runGit({
    folder,
    command: 'log',
    args: ['--all', '--reflog', '-m', '--max-count=1', '--format=%H', '--no-show-signature', `--find-object=${id}`, '--', path],
    signal,
    timeoutMs: 5000,
  });
  // A search that took too long says nothing, and keeping quiet does no harm.
  return !answer.ok || answer.value.trim() !== '';
}
