interface Cpu {
  readonly user: number;
  readonly system: number;
}

/**
 * Milliseconds that the calling thread has spent on a processor, from any starting point: a busy machine refuses no run that an idle one
 * takes. The engine's own compiler runs in other threads and is not charged to a run. Where the runtime cannot tell threads apart (Node
 * before 23.9), each stretch between two calls counts as the smaller of what passed on the clock and what the whole process used.
 */
export function processorTime(parts: {
  readonly threadCpuUsage: (() => Cpu) | undefined;
  readonly cpuUsage: () => Cpu;
  readonly clockMs: () => number;
}): () => number {
  const { threadCpuUsage, cpuUsage, clockMs } = parts;
  const total = ({ user, system }: Cpu): number => (user + system) / 1_000;
  if (threadCpuUsage !== undefined) return () => total(threadCpuUsage());
  let clock = clockMs();
  let cpu = total(cpuUsage());
  let spent = 0;
  return () => {
    const [clockNow, cpuNow] = [clockMs(), total(cpuUsage())];
    spent += Math.min(clockNow - clock, cpuNow - cpu);
    [clock, cpu] = [clockNow, cpuNow];
    return spent;
  };
}
