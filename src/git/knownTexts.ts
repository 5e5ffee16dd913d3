import { findObjects, objectId, readBlobs } from './objects.ts';
import { runGit } from './runGit.ts';

export interface NamedText {
  /** Relative to the repository's top folder, `/` between parts. */
  readonly path: string;
  readonly text: string;
}

/** Beyond this many files a search through history would take too long, and so many at once come from git. */
const maxSearched = 20;

/** The versions that a merge works from, as the index holds them while a conflict is open: before, ours, theirs. */
const stages = [1, 2, 3] as const;
/** What git writes between the sides of a conflict. */
const marker = /^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$/u;

/**
 * The paths whose text git put there. That git has the object is not enough: `git add` of new text stores it too. So it counts when it is
 * HEAD's at that path; when it is not what the index holds there (a stash that was popped, a commit that was dropped); and otherwise when
 * some commit, stash or reflog entry brought it to that path. Line ends are compared as git stores them. While a merge waits for a person
 * no object is the text with the marks of the conflict; then it counts when each line is a mark or one of the merged versions'.
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
  const names = candidates.flatMap(({ path, ids }) => [
    ...ids,
    `HEAD:${path}`,
    ...[0, ...stages].map((stage) => `:${String(stage)}:${path}`),
  ]);
  const found = await findObjects(folder, names, signal);
  if (!found.ok) return new Set();
  const known = new Set<string>();
  const unsure: { readonly path: string; readonly id: string }[] = [];
  const merging: { readonly path: string; readonly text: string; readonly sides: readonly string[] }[] = [];
  for (const [index, { path, ids }] of candidates.entries()) {
    const stored = ids.find((id) => found.value.has(id));
    const atHead = found.value.get(`HEAD:${path}`)?.id;
    const sides = stages.flatMap((stage) => found.value.get(`:${String(stage)}:${path}`)?.id ?? []);
    if (stored === undefined && sides.length > 1) merging.push({ path, text: files[index]?.text ?? '', sides });
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
  if (merging.length === 0) return known;
  const versions = await readBlobs(
    folder,
    merging.flatMap(({ sides }) => sides),
    signal,
  );
  const textOf = (id: string): string => (versions.ok ? (versions.value.get(id) ?? '') : '');
  for (const { path, text, sides } of merging) {
    const merged = new Set(sides.flatMap((id) => linesOf(textOf(id))));
    if (linesOf(text).every((line) => merged.has(line) || marker.test(line))) known.add(path);
  }
  return known;
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/u);
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
