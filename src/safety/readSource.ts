import { lstat, readFile } from 'node:fs/promises';

/** Larger files are never source that a person wrote; reading them would only cost memory. */
const mostBytes = 12_000_000;

/** Text of a file; `undefined` for what is missing, unreadable, huge, or a symbolic link, which could lead outside the project. */
export async function readSource(file: string): Promise<string | undefined> {
  try {
    const found = await lstat(file);
    if (!found.isFile() || found.size > mostBytes) return undefined;
    return await readFile(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * How such a file looks from outside: its size, its times of change and its number as one text, and the later of the two times in
 * milliseconds since 1970; `undefined` where `readSource` would give nothing either.
 */
export async function lookAtSource(file: string): Promise<{ readonly stamp: string; readonly changedAt: number } | undefined> {
  try {
    const found = await lstat(file, { bigint: true });
    if (!found.isFile() || found.size > mostBytes) return undefined;
    const { size, mtimeNs, ctimeNs, ino, mtimeMs, ctimeMs } = found;
    return { stamp: [size, mtimeNs, ctimeNs, ino].join(':'), changedAt: Number(mtimeMs > ctimeMs ? mtimeMs : ctimeMs) };
  } catch {
    return undefined;
  }
}
