import { spawn } from 'node:child_process';
import { once } from 'node:events';

const timeLimitMs = 20_000;

/**
 * Runs a proof's program as a person would, in plain Node and a process of its own, which may touch neither files nor processes.
 * Resolves with what it printed; a program that fails resolves with its complaint instead.
 */
export async function runProgram(program: string): Promise<string> {
  const child = spawn(process.execPath, ['--permission', '--input-type=module', '-'], { stdio: 'pipe', env: {} });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeLimitMs);
  const printed: Buffer[] = [];
  const complaints: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(program);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  const output = Buffer.concat(printed).toString('utf8');
  return code === 0 ? output : `exit ${String(code)}: ${Buffer.concat(complaints).toString('utf8').slice(0, 400)}${output}`;
}

/** Does `work` for each item, `width` at a time, and keeps their order. */
export async function concurrently<Item, Value>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Value>,
): Promise<readonly Value[]> {
  const results: Value[] = [];
  let next = 0;
  async function worker(): Promise<void> {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as Item);
  }
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
