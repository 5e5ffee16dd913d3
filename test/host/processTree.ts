import { existsSync, readFileSync, readdirSync } from 'node:fs';

/**
 * Ends a process group started with `detached: true` and, on Linux, what it started in groups of their own; resolves once all of it is
 * gone: until then it may still write into its folders.
 */
export async function endProcessGroup(pid: number, graceMs = 3_000): Promise<void> {
  const below = existsSync('/proc/self/stat') ? processesBelow(pid, '') : [];
  const send = (name: NodeJS.Signals): void => {
    for (const target of [-pid, ...below]) {
      try {
        process.kill(target, name);
      } catch {
        // It has ended by itself.
      }
    }
  };
  const ended = async (limitMs: number): Promise<boolean> => {
    const deadline = Date.now() + limitMs;
    const runs = (): boolean => [pid, ...below].some(isRunning);
    while (runs() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
    return !runs();
  };
  send('SIGTERM');
  if (await ended(graceMs)) return;
  send('SIGKILL');
  await ended(longestEndMs);
}

/** A killed process that waits for the disk goes only when that answers. */
const longestEndMs = 30_000;

/** A zombie has let go of everything; only Linux tells. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const file = `/proc/${String(pid)}/stat`;
    if (!existsSync(file)) return true;
    const stat = readFileSync(file, 'utf8');
    return !/^ [ZX]/u.test(stat.slice(stat.lastIndexOf(')') + 1));
  } catch {
    return false;
  }
}

/** Ids of the processes below `ancestor` whose command line contains `part`. Linux only: read from /proc. */
export function descendantsRunning(ancestor: number, part: string): readonly number[] {
  return processesBelow(ancestor, part);
}

function processesBelow(ancestor: number, part: string): readonly number[] {
  const parents = new Map<number, number>();
  const commands = new Map<number, string>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/u.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
      commands.set(Number(entry), readFileSync(`/proc/${entry}/cmdline`, 'utf8').replaceAll('\0', ' '));
    } catch {
      // The process ended while it was read.
    }
  }
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid);
    return parent !== undefined && parent > 0 && (parent === ancestor || isBelow(parent));
  };
  return [...commands].filter(([pid, command]) => command.includes(part) && isBelow(pid)).map(([pid]) => pid);
}
