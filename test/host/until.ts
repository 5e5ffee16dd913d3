/** Asks again until `ask` answers something else than `undefined`; fails with the last error, or a sentence, after `limitMs`. */
export async function until<Value>(
  ask: () => Promise<Value | undefined> | Value | undefined,
  limitMs = 30_000,
  what = 'the expected state',
): Promise<Value> {
  const deadline = Date.now() + limitMs;
  let lastError: Error | undefined;
  while (Date.now() < deadline) {
    try {
      const value = await ask();
      if (value !== undefined) return value;
      lastError = undefined;
    } catch (error) {
      lastError = error instanceof Error ? error : new Error(String(error));
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw lastError ?? new Error(`${what} did not come within ${String(limitMs)} ms`);
}
