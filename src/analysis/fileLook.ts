/** How a file looks from outside, without reading it. */
export interface FileLook {
  /** Size, times of change in nanoseconds, and the file's number: another one means that the text may be another. */
  readonly stamp: string;
  /** Milliseconds since 1970: the later of its two times of change. */
  readonly changedAt: number;
}

/** File systems round their times, some to two seconds. */
const coarsestMs = 2_000;

/** What is kept of a look: `1024:17…:17…:4711@1700000000000`. `at`: the time before the file was looked at. */
export function keptLook({ stamp }: FileLook, at: number): string {
  return `${stamp}@${String(at)}`;
}

/**
 * Whether a file that looks like this is certainly the one of that earlier look. git's rule for a "racy" file: one that had changed
 * shortly before it was looked at may have changed again afterwards without looking any different.
 *
 *     changed ──── 2 s ────► looked at ──► same stamp now: the same text
 *     changed ─► looked at ─► changed again, same size, same rounded time: not to be told apart, so it is read
 */
export function isSameFile(kept: string | undefined, { stamp, changedAt }: FileLook): boolean {
  if (kept === undefined) return false;
  const end = kept.lastIndexOf('@');
  return kept.slice(0, end) === stamp && changedAt < Number(kept.slice(end + 1)) - coarsestMs;
}
