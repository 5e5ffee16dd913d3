import { simpleGit } from 'simple-git';
import { failure, success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';

/** The git commands that only read; nothing else can be started. */
export type ReadingCommand =
  | 'blame'
  | 'cat-file'
  | 'diff-index'
  | 'diff-tree'
  | 'for-each-ref'
  | 'log'
  | 'ls-files'
  | 'ls-tree'
  | 'merge-base'
  | 'rev-list'
  | 'rev-parse';

export interface GitCall {
  readonly folder: string;
  readonly command: ReadingCommand;
  /** Options of ours first, then `--end-of-options` or `--`, then anything that came from outside. */
  readonly args: readonly string[];
  readonly input?: string;
  readonly signal?: AbortSignal | undefined;
  /** Without any output for this long, git is ended. */
  readonly timeoutMs?: number;
}

/**
 * A repository can name programs in its configuration (fsmonitor, hooks, pager, ssh, external diff). These values switch them off;
 * `protocol.allow=never` also keeps a partial clone from fetching what it lacks, `safe.bareRepository=explicit` keeps a bare
 * repository hidden in a folder from being taken for ours.
 */
const hardening = [
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
  'core.pager=cat',
  'core.sshCommand=false',
  'core.untrackedCache=false',
  'credential.helper=',
  'log.showSignature=false',
  'protocol.allow=never',
  'safe.bareRepository=explicit',
];

/** The only way to start git. Output is UTF-8 text; `reason` is git's own last line. Runs in a fixed folder, without a shell. */
export async function runGit(call: GitCall): Promise<Result<string>> {
  if (isCancelled(call)) return failure('Reading from git was cancelled.');
  try {
    const git = simpleGit({
      baseDir: call.folder,
      config: hardening,
      trimmed: false,
      timeout: { block: call.timeoutMs ?? 10_000 },
      ...(call.signal === undefined ? {} : { abort: call.signal }),
      ...(call.input === undefined ? {} : { input: () => call.input }),
      // These allow our own switch-off values above; arguments from outside never stand where an option could.
      unsafe: {
        allowUnsafeFsMonitor: true,
        allowUnsafeHooksPath: true,
        allowUnsafePager: true,
        allowUnsafeSshCommand: true,
        allowUnsafeCredentialHelper: true,
        allowUnsafeProtocolOverride: true,
      },
    });
    const output = await git.raw(['--no-optional-locks', '--no-pager', '--literal-pathspecs', call.command, ...call.args]);
    return success(output);
  } catch (error) {
    if (isCancelled(call)) return failure('Reading from git was cancelled.');
    return failure(reasonOf(error));
  }
}

function isCancelled(call: GitCall): boolean {
  return call.signal?.aborted === true;
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (message.includes('ENOENT')) return 'git is not installed, so commits and blame are not available.';
  if (/does not exist/u.test(message) && message.includes('directory')) return 'This folder does not exist.';
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  return `git could not answer: ${lines.at(-1)?.replace(/^(fatal|error): /u, '') ?? 'it gave no reason'}`;
}
