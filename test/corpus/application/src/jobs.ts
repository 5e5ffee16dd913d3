import type { Logger, Mailer } from './model';

export interface Job {
  id: string;
  kind: 'email' | 'export' | 'cleanup';
  attempts: number;
  payload: { to?: string; path?: string };
}

interface Queue {
  take(): Promise<Job | undefined>;
  done(id: string): Promise<void>;
  retryLater(job: Job): Promise<void>;
  bury(job: Job, reason: string): Promise<void>;
}

interface Lock {
  acquire(name: string): Promise<boolean>;
  release(name: string): Promise<void>;
}

export class Worker {
  private running = false;
  private processed = 0;

  constructor(
    private readonly queue: Queue,
    private readonly handle: (job: Job) => Promise<void>,
    private readonly logger: Logger,
    private readonly maxAttempts: number,
  ) {}

  async runOnce(): Promise<boolean> {
    if (this.running) return false;
    this.running = true;
    const job = await this.queue.take();
    if (!job) {
      this.running = false;
      return false;
    }
    try {
      await this.handle(job);
      await this.queue.done(job.id);
      this.processed += 1;
    } catch (error) {
      job.attempts += 1;
      if (job.attempts >= this.maxAttempts) {
        await this.queue.bury(job, String(error));
        this.logger.error(`job ${job.id} given up`);
      } else {
        await this.queue.retryLater(job);
      }
    } finally {
      this.running = false;
    }
    return true;
  }
}

export async function nightlyCleanup(lock: Lock, expired: () => Promise<string[]>, remove: (id: string) => Promise<void>, logger: Logger) {
  if (!(await lock.acquire('cleanup'))) {
    logger.info('cleanup runs elsewhere');
    return { removed: 0, failed: [] as string[] };
  }
  const failed: string[] = [];
  let removed = 0;
  try {
    const ids = await expired();
    await Promise.all(
      ids.map(async (id) => {
        try {
          await remove(id);
          removed += 1;
        } catch {
          failed.push(id);
        }
      }),
    );
  } finally {
    await lock.release('cleanup');
  }
  return { removed, failed };
}

export async function sendDigest(recipients: { email: string | null; optedOut: boolean }[], mailer: Mailer, report: (sent: number) => void) {
  let sent = 0;
  recipients.forEach(async (recipient) => {
    if (recipient.optedOut || !recipient.email) return;
    await mailer.send(recipient.email, 'digest');
    sent += 1;
  });
  report(sent);
}

export async function dispatch(job: Job, mailer: Mailer, exporter: { write(path: string): Promise<number> }, audit: (line: string) => Promise<void>) {
  if (job.kind === 'cleanup') {
    await audit(`cleanup ${job.id}`);
    return 0;
  }
  if (job.kind === 'email') {
    if (!job.payload.to) throw new Error(`job ${job.id} has no recipient`);
    await mailer.send(job.payload.to, 'notice');
    audit(`mail ${job.id}`);
    return 1;
  }
  const rows = await exporter.write(job.payload.path ?? `/tmp/${job.id}.csv`);
  if (rows > 0) await audit(`export ${job.id}: ${rows}`);
  return rows;
}

export async function importBatches<T>(items: T[], size: number, insert: (batch: T[]) => Promise<void>, onFailure: (batch: T[], error: unknown) => void) {
  const failures: T[][] = [];
  for (let start = 0; start < items.length; start += size) {
    const batch = items.slice(start, start + size);
    try {
      await insert(batch);
    } catch (error) {
      failures.push(batch);
      onFailure(batch, error);
      if (failures.length > 2) throw new Error('too many failing batches');
    }
  }
  return items.length - failures.flat().length;
}
