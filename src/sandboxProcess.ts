import { processorTime } from './exercises/sandbox/processorTime.ts';
import { createQuickjsRunner, type RunnerOutcome } from './exercises/sandbox/quickjsRunner.ts';
import { sandboxRequest, type SandboxReply } from './exercises/sandbox/sandboxMessages.ts';

/** The killable process in which code under study runs. It answers its parent and leaves with it. */
function main(): void {
  const runner = createQuickjsRunner({
    limits: { memoryBytes: 64 * 2 ** 20, stackBytes: 512 * 2 ** 10, deadlineMs: 300, turns: 200 },
    now: processorTime({
      threadCpuUsage: typeof process.threadCpuUsage === 'function' ? () => process.threadCpuUsage() : undefined,
      cpuUsage: () => process.cpuUsage(),
      clockMs: () => performance.now(),
    }),
  });
  let queue = Promise.resolve();
  const answer = async (message: unknown): Promise<void> => {
    const request = sandboxRequest.safeParse(message);
    if (!request.success) return;
    const { id, sources, programs } = request.data;
    let previous: RunnerOutcome | undefined;
    for (const [index, source] of sources.entries()) {
      const failedBefore = source === sources[index - 1] && previous !== undefined && 'reason' in previous ? previous : undefined;
      const outcome: RunnerOutcome = failedBefore ?? (await (programs ? runner.print(source) : runner.run(source)));
      previous = outcome;
      const reply: SandboxReply = { id, index, ...outcome, rssMb: Math.round(process.memoryUsage.rss() / 2 ** 20) };
      process.send?.(reply);
    }
  };
  process.on('message', (message) => {
    queue = queue.then(() => answer(message));
  });
  process.on('disconnect', () => process.exit(0));
}

main();
