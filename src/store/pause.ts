/** Blocks the thread, as every call to SQLite does: only for the short waits between tries to get hold of a file. */
export function pause(delayMs: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, delayMs);
}
