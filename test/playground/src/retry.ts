export interface RetryOptions {
  readonly attempts: number;
  readonly pause: (attempt: number) => Promise<void>;
}

export async function retry<Value>(work: () => Promise<Value>, options: RetryOptions): Promise<Value> {
  let lastError: unknown = new Error('retry needs at least one attempt');
  for (let attempt = 1; attempt <= options.attempts; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      lastError = error;
      if (attempt < options.attempts) await options.pause(attempt);
    }
  }
  throw lastError;
}
