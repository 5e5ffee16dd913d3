export interface RetryOptions {
  attempts: number;
  delayMs: number;
  shouldRetry?: (error: unknown) => boolean;
  onRetry?: (attempt: number, error: unknown) => void;
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export async function withRetry<T>(task: () => Promise<T>, { attempts, delayMs, shouldRetry, onRetry }: RetryOptions): Promise<T> {
  let lastError: unknown;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      return await task();
    } catch (error) {
      lastError = error;
      if (attempt === attempts || (shouldRetry && !shouldRetry(error))) break;
      onRetry?.(attempt, error);
      await sleep(delayMs * 2 ** (attempt - 1));
    }
  }
  throw lastError;
}

interface Reply {
  ok: boolean;
  status: number;
  json(): Promise<unknown>;
}

interface Session {
  token(): Promise<string>;
  refresh(): Promise<string>;
  signOut(): void;
}

export class ApiError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

export class ApiClient {
  private readonly cache = new Map<string, { etag: string; body: unknown }>();
  private inFlight = 0;

  constructor(
    private readonly send: (url: string, init: object) => Promise<Reply>,
    private readonly session: Session,
    private readonly baseUrl: string,
  ) {}

  async request(path: string, method: 'GET' | 'POST' | 'DELETE' = 'GET', body?: object): Promise<unknown> {
    this.inFlight += 1;
    try {
      let token = await this.session.token();
      let reply = await this.send(this.baseUrl + path, { method, body, token });
      if (reply.status === 401) {
        token = await this.session.refresh();
        reply = await this.send(this.baseUrl + path, { method, body, token });
      }
      if (reply.status === 401) {
        this.session.signOut();
        throw new ApiError(401, 'signed out');
      }
      if (!reply.ok) throw new ApiError(reply.status, `${method} ${path} failed`);
      if (reply.status === 204) return undefined;
      return await reply.json();
    } finally {
      this.inFlight -= 1;
    }
  }
}
