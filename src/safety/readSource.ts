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
