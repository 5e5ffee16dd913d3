import { createHash } from 'node:crypto';
import { success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import { runGit } from './runGit.ts';

/** `git diff` against these shows a whole tree as new; every git knows them without storing them. */
export function emptyTree(format: 'sha1' | 'sha256'): string {
  return objectId(format, 'tree', '');
}

/** The id git gives to a text: the hash of `TYPE SIZE NUL TEXT`. */
export function objectId(format: 'sha1' | 'sha256', type: 'blob' | 'tree', text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  return createHash(format)
    .update(`${type} ${String(bytes.length)}\0`)
    .update(bytes)
    .digest('hex');
}

export function isObjectId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u.test(text);
}

interface FoundObject {
  readonly id: string;
  readonly bytes: number;
}

/** Looks up names (`HEAD:src/a.ts`, object ids) without reading them; what does not exist is absent. Names with a line end never exist. */
export async function findObjects(
  folder: string,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, FoundObject>>> {
  const asked = [...new Set(names)].filter((name) => !/[\n\0]/u.test(name));
  const found = new Map<string, FoundObject>();
  if (asked.length === 0) return success(found);
  const answer = await runGit({ folder, command: 'cat-file', args: ['--batch-check'], input: `${asked.join('\n')}\n`, signal });
  if (!answer.ok) return answer;
  for (const [index, line] of answer.value.split('\n').entries()) {
    const match = /^([0-9a-f]+) blob (\d+)$/u.exec(line);
    const name = asked[index];
    if (match !== null && name !== undefined) found.set(name, { id: match[1] ?? '', bytes: Number(match[2]) });
  }
  return success(found);
}

/** Texts of blobs by their ids, in one process; what is not a blob is absent. Bytes that are not UTF-8 become U+FFFD. */
export async function readBlobs(
  folder: string,
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, string>>> {
  const texts = new Map<string, string>();
  const asked = [...new Set(ids)].filter(isObjectId);
  if (asked.length === 0) return success(texts);
  // Asking for a name that cannot exist puts a line between two texts. The name depends on all ids, so no text can contain it.
  const divider = `none-${createHash('sha256').update(asked.join('')).digest('hex')}`;
  const answer = await runGit({
    folder,
    command: 'cat-file',
    args: ['--batch'],
    input: asked.map((id) => `${id}\n${divider}\n`).join(''),
    signal,
  });
  if (!answer.ok) return answer;
  for (const [index, part] of answer.value.split(`\n${divider} missing\n`).entries()) {
    const end = part.indexOf('\n');
    const id = asked[index];
    if (id !== undefined && end >= 0 && part.startsWith(`${id} blob `)) texts.set(id, part.slice(end + 1));
  }
  return success(texts);
}
