import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface CliRun {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly cwd?: string;
  /** Where the index is kept; a test never touches the user's own. */
  readonly cache: string;
  /** Whose agents' records are read; otherwise the user's own, which no test asks for. */
  readonly home?: string;
  readonly signal?: AbortSignal;
}

const cli = join(import.meta.dirname, '../../src/cli.ts');

/** Runs the real command line in a process of its own. */
export async function runCli(args: readonly string[], options: CliOptions): Promise<CliRun> {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: options.cwd,
    env: {
      ...process.env,
      XDG_CACHE_HOME: options.cache,
      ...(options.home !== undefined && { HOME: options.home, CLAUDE_CONFIG_DIR: '' }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  options.signal?.addEventListener('abort', () => child.kill('SIGINT'));
  const [exit] = (await once(child, 'close')) as [number | null];
  return { exit, stdout: Buffer.concat(stdout).toString('utf8'), stderr: Buffer.concat(stderr).toString('utf8') };
}
