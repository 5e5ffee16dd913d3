import { readFileSync, readdirSync } from 'node:fs';

/** Ends a process group started with `detached: true`, its children included, and resolves once it is gone. */
export async function endProcessGroup(pid: number, graceMs = 3_000): Promise<void> {
  const alive = (): boolean => {
    try {
      process.kill(-pid, 0);
      return true;
    } catch {
      return false;
    }
  };
  const signal = (name: NodeJS.Signals): void => {
    if (alive()) process.kill(-pid, name);
  };
  signal('SIGTERM');
  const deadline = Date.now() + graceMs;
  while (alive() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  signal('SIGKILL');
}

/** Ids of the processes below `ancestor` whose command line contains `part`. Linux only: read from /proc. */
export function descendantsRunning(ancestor: number, part: string): readonly number[] {
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
