import { simpleGit } from 'simple-git';
import { failure, success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';

/** Where other people's tools keep their notes, by the last part of the name. */
const fetched = ['ai', 'agentblame'] as const;
/** Nothing that a tool reads or writes of its own accord lies below it. */
const privateRefs = 'refs/notes/understand-this';
/** Without any word from the other side for this long, git is ended. */
const silentMs = 60_000;

/**
 * A fetch starts what the person's own git would start to reach a remote: ssh, a credential helper. It starts nothing else that the
 * repository's configuration names, and leaves nothing behind but objects and our refs.
 */
const configuration = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'fetch.pruneTags=false',
  'fetch.recurseSubmodules=false',
  'fetch.writeCommitGraph=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'protocol.ext.allow=never',
];
const options = [
  '--no-tags',
  '--no-prune',
  '--no-write-fetch-head',
  '--no-recurse-submodules',
  '--no-auto-maintenance',
  '--refmap=',
  '--quiet',
];

/** A remote's name as git allows it; anything else could be an address or an option. */
const remoteName = /^[\w][\w.-]{0,99}$/u;

/** Where the notes of a remote are kept once they were fetched. */
export function fetchedNotesRef(remote: string, tool: (typeof fetched)[number]): string {
  return `${privateRefs}/${remote}/${tool}`;
}

/** Which tool's notes a ref holds that `fetchNotes` wrote. */
export function isFetchedNotesRef(ref: string, tool: string): boolean {
  return ref.startsWith(`${privateRefs}/`) && ref.endsWith(`/${tool}`);
}

/**
 * Asks a remote for its notes about AI-written lines and keeps them under `refs/notes/understand-this/REMOTE/`; returns the refs that the
 * remote has, none when it has no such notes. The only call that reaches the network here: a person asked for it, with these very words
 * shown. Nothing else in the repository changes.
 */
export async function fetchNotes(root: string, remote: string, signal?: AbortSignal): Promise<Result<readonly string[]>> {
  if (!remoteName.test(remote)) return failure('This is not the name of a remote.');
  const git = simpleGit({
    baseDir: root,
    config: configuration,
    trimmed: false,
    timeout: { block: silentMs },
    ...(signal === undefined ? {} : { abort: signal }),
    unsafe: { allowUnsafeFsMonitor: true, allowUnsafeHooksPath: true, allowUnsafePager: true, allowUnsafeProtocolOverride: true },
  });
  try {
    const names = fetched.map((tool) => `refs/notes/${tool}`);
    const listed = await git.raw(['ls-remote', '--refs', '--quiet', '--end-of-options', remote, ...names]);
    const there = fetched.filter((tool) => listed.split('\n').some((line) => line.endsWith(`\trefs/notes/${tool}`)));
    if (there.length === 0) return success([]);
    const refspecs = there.map((tool) => `+refs/notes/${tool}:${fetchedNotesRef(remote, tool)}`);
    await git.raw(['fetch', ...options, '--end-of-options', remote, ...refspecs]);
    return success(there.map((tool) => fetchedNotesRef(remote, tool)));
  } catch (error) {
    return failure(reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('ENOENT')) return 'git is not installed, so notes cannot be fetched.';
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  return `git could not fetch notes: ${lines.find((line) => /^(?:fatal|error): /u.test(line))?.replace(/^\w+: /u, '') ?? lines.at(-1) ?? 'it gave no reason'}`;
}
