import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Clock } from '../terms/clock.ts';
import { failure, success, type Result } from '../terms/result.ts';
import { guestReport, sandboxReply, type GuestReport } from './sandbox/sandboxMessages.ts';

export interface SandboxLimits {
  /** No answer to one run within this time: the process is killed. */
  readonly silenceMs: number;
  readonly rssMb: number;
  /** Runs after which the process is replaced between two batches. */
  readonly runsPerProcess: number;
  readonly idleMs: number;
}

/** Runs code under study in a process of its own, killed and replaced without ceremony. */
export interface Sandbox {
  /**
   * One result per source, in order. A run that is refused, breaks or outlasts its limits is a failure with one phrase; those after a
   * killed one are run by the next process.
   */
  run(sources: readonly string[], signal?: AbortSignal): Promise<readonly Result<GuestReport>[]>;
  /** The line that each standalone program prints, under the same limits. */
  print(programs: readonly string[], signal?: AbortSignal): Promise<readonly Result<string>[]>;
  /** Starts the process ahead of the first run, so that it loads while its work is prepared. */
  warm(): void;
  dispose(): void;
}

export interface SandboxParts {
  /** `sandboxProcess.ts` as source, or `dist/sandboxProcess.js`. */
  readonly modulePath: string;
  readonly execArgv?: readonly string[];
  readonly clock: Clock;
  readonly limits?: Partial<SandboxLimits>;
}

const usual: SandboxLimits = { silenceMs: 1_500, rssMb: 300, runsPerProcess: 1_500, idleMs: 60_000 };
/** Forking and loading take longer than any run. */
const startMs = 10_000;

interface Batch {
  readonly sources: readonly string[];
  readonly programs: boolean;
  readonly results: Result<string>[];
  readonly done: () => void;
  cancelled: boolean;
}

export function createSandbox(parts: SandboxParts): Sandbox {
  const { clock } = parts;
  const limits = { ...usual, ...parts.limits };
  const queue: Batch[] = [];
  let child: ChildProcess | undefined;
  let runsOfChild = 0;
  let current: { readonly id: number; readonly batch: Batch; readonly offset: number } | undefined;
  let nextId = 1;
  let disposed = false;
  let stopWatching = (): void => {};

  const kill = (): void => {
    child?.removeAllListeners();
    child?.on('error', () => {});
    child?.kill('SIGKILL');
    child = undefined;
    runsOfChild = 0;
  };

  const finish = (batch: Batch): void => {
    stopWatching();
    current = undefined;
    batch.done();
    if (runsOfChild >= limits.runsPerProcess) kill();
    next();
  };

  /** The run that is under way has failed; what comes after it in the batch goes to a new process. */
  const giveUp = (reason: string): void => {
    kill();
    if (current === undefined) return;
    const { batch } = current;
    const source = batch.sources[batch.results.length];
    do batch.results.push(failure(reason));
    while (batch.results.length < batch.sources.length && batch.sources[batch.results.length] === source);
    current = undefined;
    proceed(batch);
  };

  const watch = (allowedMs: number): void => {
    stopWatching();
    let left = allowedMs;
    const look = (): void => {
      left -= 250;
      const rssMb = residentMb(child?.pid);
      if (rssMb !== undefined && rssMb > limits.rssMb) giveUp('needs more memory than it is given');
      else if (left <= 0) giveUp('runs longer than its time');
      else stopWatching = clock.after(250, look);
    };
    stopWatching = clock.after(250, look);
  };

  const receive = (from: ChildProcess, message: unknown): void => {
    const reply = sandboxReply.safeParse(message);
    if (from !== child || current === undefined || !reply.success || reply.data.id !== current.id) return;
    const { batch, offset } = current;
    if (reply.data.index + offset !== batch.results.length) return;
    const { report, reason } = reply.data;
    batch.results.push(report === undefined ? failure(reason ?? 'the run says nothing') : success(report));
    runsOfChild += 1;
    if (reply.data.rssMb > limits.rssMb || batch.cancelled) kill();
    if (batch.results.length === batch.sources.length || batch.cancelled) {
      finish(batch);
    } else if (child === undefined) {
      current = undefined;
      proceed(batch);
    } else watch(limits.silenceMs);
  };

  const start = (): ChildProcess => {
    const started = fork(parts.modulePath, [], {
      execArgv: [...(parts.execArgv ?? [])],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: {},
    });
    started.on('message', (message) => receive(started, message));
    const gone = (): void => {
      if (started === child) giveUp('the run broke its engine');
    };
    started.on('exit', gone);
    started.on('error', gone);
    // An idle sandbox is no reason for its owner to stay alive.
    started.unref();
    started.channel?.unref();
    return started;
  };

  const proceed = (batch: Batch): void => {
    const offset = batch.results.length;
    if (disposed || batch.cancelled || offset === batch.sources.length) {
      finish(batch);
      return;
    }
    child ??= start();
    const id = nextId;
    nextId += 1;
    current = { id, batch, offset };
    child.channel?.ref();
    watch(runsOfChild > 0 ? limits.silenceMs : startMs);
    child.send({ id, sources: batch.sources.slice(offset), programs: batch.programs }, () => {});
  };

  const next = (): void => {
    if (current !== undefined) return;
    const batch = queue.shift();
    if (batch !== undefined) {
      proceed(batch);
      return;
    }
    child?.channel?.unref();
    if (child !== undefined) stopWatching = clock.after(limits.idleMs, kill);
  };

  const inOrder = async (sources: readonly string[], programs: boolean, signal?: AbortSignal): Promise<readonly Result<string>[]> =>
    await new Promise((resolve) => {
      const results: Result<string>[] = [];
      const complete = (): void => {
        signal?.removeEventListener('abort', cancel);
        while (results.length < sources.length) results.push(failure('cancelled'));
        resolve(results);
      };
      const batch: Batch = { sources, programs, results, done: complete, cancelled: disposed || signal?.aborted === true };
      const cancel = (): void => {
        batch.cancelled = true;
      };
      signal?.addEventListener('abort', cancel, { once: true });
      stopIdle();
      queue.push(batch);
      next();
    });

  return {
    async run(sources, signal) {
      const reports = await inOrder(sources, false, signal);
      return reports.map((report) => (report.ok ? parseReport(report.value) : report));
    },
    print: async (programs, signal) => await inOrder(programs, true, signal),
    warm() {
      if (disposed || child !== undefined) return;
      child = start();
      stopWatching = clock.after(limits.idleMs, kill);
    },
    dispose() {
      disposed = true;
      stopWatching();
      kill();
      const under = current?.batch;
      current = undefined;
      for (const batch of under === undefined ? queue.splice(0) : [under, ...queue.splice(0)]) batch.done();
    },
  };

  function stopIdle(): void {
    if (current === undefined) stopWatching();
  }
}

function parseReport(text: string): Result<GuestReport> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return failure('the run says nothing that can be read');
  }
  const report = guestReport.safeParse(raw);
  return report.success ? success(report.data) : failure('the run says nothing that can be read');
}

/** Linux only; elsewhere the process tells its own size with each answer. */
function residentMb(pid: number | undefined): number | undefined {
  if (pid === undefined || process.platform !== 'linux') return undefined;
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return (pages * 4_096) / 2 ** 20;
  } catch {
    return undefined;
  }
}
