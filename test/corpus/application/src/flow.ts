import type { Logger } from './model';

export interface Connection {
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  release(): void;
}

export async function inTransaction<T>(open: () => Promise<Connection>, work: (connection: Connection) => Promise<T>, logger: Logger): Promise<T> {
  const connection = await open();
  try {
    await connection.begin();
    const result = await work(connection);
    await connection.commit();
    return result;
  } catch (error) {
    try {
      await connection.rollback();
    } catch (failure) {
      logger.error('rollback failed', failure);
    }
    throw error;
  } finally {
    connection.release();
  }
}

export async function loadDashboard(
  api: { orders(): Promise<number>; revenue(): Promise<number>; alerts(): Promise<string[]> },
  show: (part: string, value: unknown) => void,
): Promise<{ orders: number; revenue: number; alerts: string[] }> {
  show('state', 'loading');
  const alerts = api.alerts().catch(() => [] as string[]);
  const [orders, revenue] = await Promise.all([api.orders(), api.revenue()]);
  show('orders', orders);
  const result = { orders, revenue, alerts: await alerts };
  show('state', 'ready');
  return result;
}

export class Debouncer {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private calls = 0;

  constructor(private readonly run: (calls: number) => void, private readonly waitMs: number) {}

  trigger(now = false): void {
    this.calls += 1;
    if (this.timer !== undefined) clearTimeout(this.timer);
    if (now) {
      this.flush();
      return;
    }
    this.timer = setTimeout(() => this.flush(), this.waitMs);
  }

  flush(): void {
    const calls = this.calls;
    this.calls = 0;
    this.timer = undefined;
    if (calls > 0) this.run(calls);
  }
}

export async function publish(
  drafts: { id: string; body: string }[],
  storage: { put(id: string, body: string): Promise<string>; purge(url: string): Promise<void> },
  bus: { emit(event: string, id: string): void },
  index: (id: string, url: string) => Promise<void>,
): Promise<number> {
  bus.emit('publish:start', String(drafts.length));
  const uploads = drafts.map(async (draft) => {
    const url = await storage.put(draft.id, draft.body);
    bus.emit('publish:stored', draft.id);
    storage.purge(url);
    await index(draft.id, url);
  });
  bus.emit('publish:queued', String(uploads.length));
  const done = await Promise.allSettled(uploads);
  bus.emit('publish:end', '');
  return done.filter((each) => each.status === 'fulfilled').length;
}
