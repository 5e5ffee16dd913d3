/** At least so many lines: functions of twenty lines each, awaited calls that fail, guards, a loop. */
export function longSource(lines: number): string {
  const parts: string[] = [];
  for (let index = 0; parts.length * 20 < lines; index++) {
    parts.push(`export async function step${index}(
  queue: { take(): Promise<string>; drop(id: string): Promise<void> },
  log: { warn(text: string): void },
  most: number,
): Promise<readonly string[]> {
  if (most <= ${index % 7}) return [];
  const taken: string[] = [];
  for (let turn = 0; turn < most; turn += 1) {
    try {
      const id = await queue.take();
      if (id === '') break;
      taken.push(id);
    } catch {
      log.warn('step ${index}');
      await queue.drop(String(turn));
    }
  }
  return taken;
}
`);
  }
  return parts.join('\n');
}
