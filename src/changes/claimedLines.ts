import type { LineRange } from '../terms/ranges.ts';

interface Claim {
  /** Within the file. */
  readonly lines: LineRange;
}

/** Which claim each line has, the last of several; every line is visited once, however many claims cover it. */
export function claimedLines<Each extends Claim>(claims: readonly Each[], lineCount: number): ReadonlyMap<number, Each> {
  const claimed = new Map<number, Each>();
  const next = Int32Array.from({ length: lineCount + 2 }, (_, line) => line);
  const firstFree = (line: number): number => {
    let free = line;
    while (next[free] !== undefined && next[free] !== free) free = next[free] ?? free;
    for (let each = line; each !== free;) {
      const following = next[each] ?? free;
      next[each] = free;
      each = following;
    }
    return free;
  };
  for (const claim of claims.toReversed()) {
    const last = Math.min(claim.lines[1], lineCount);
    for (let line = firstFree(claim.lines[0]); line <= last; line = firstFree(line)) {
      claimed.set(line, claim);
      next[line] = line + 1;
    }
  }
  return claimed;
}
