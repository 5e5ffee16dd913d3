import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Looked at in one folder and all below it. */
const mostEntries = 50_000;
const deepest = 6;

interface FoundFile {
  readonly file: string;
  readonly bytes: number;
  readonly changedAt: number;
}

/** Regular files below `folder` whose name ends in `ending`, the newest first, at most `most`. Symbolic links are not followed; what cannot be read is absent. */
export async function listFiles(folder: string, ending: string, most: number): Promise<readonly FoundFile[]> {
  const files: FoundFile[] = [];
  let seen = 0;
  const walk = async (place: string, depth: number): Promise<void> => {
    const entries = await readdir(place, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      seen += 1;
      if (seen > mostEntries) return;
      const file = join(place, entry.name);
      if (entry.isDirectory() && depth < deepest) await walk(file, depth + 1);
      if (!entry.isFile() || !entry.name.endsWith(ending)) continue;
      const found = await stat(file).catch(() => undefined);
      if (found !== undefined) files.push({ file: file.replaceAll('\\', '/'), bytes: found.size, changedAt: found.mtimeMs });
    }
  };
  await walk(folder, 0);
  return files.toSorted((left, right) => right.changedAt - left.changedAt).slice(0, most);
}

/** The first or the last `bytes` of a file as text; nothing when it cannot be read. */
export async function readPart(file: string, part: 'first' | 'last', bytes: number): Promise<string | undefined> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const length = Math.min(size, bytes);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, part === 'first' ? 0 : size - length);
      return buffer.subarray(0, bytesRead).toString('utf8');
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}
