import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { isSupported } from '../analysis/skipReason.ts';
import type { Repository } from '../git/repository.ts';
import type { Result } from '../terms/result.ts';

/** What a person named on the command line, found on disk. */
export interface Input {
  /** Absolute path of the repository or, without one, of the project around the path: what may be read, and what paths are relative to. */
  readonly root: string;
  /** Every supported file of `root`, relative to it: callers are looked for here. */
  readonly surroundings: readonly string[];
  /** The files asked about, relative to `root`, sorted. */
  readonly paths: readonly string[];
  /** 1-based, when a line of a file was named. */
  readonly line?: number;
  /** Absolute, when a folder was named. */
  readonly folder?: string;
}

/** `unreadable`: it is not there or cannot be read. `nothing`: it is, and there is nothing in it to work on. */
export interface Unusable {
  readonly ok: false;
  readonly reason: string;
  readonly kind: 'unreadable' | 'nothing';
}

export type Found<Value> = { readonly ok: true; readonly value: Value } | Unusable;

export interface InputParts {
  readonly openRepository: (folder: string, signal?: AbortSignal) => Promise<Result<Repository>>;
  /** Files of a folder that is no repository, relative to it. */
  readonly walkFolder: (root: string, signal?: AbortSignal) => Promise<readonly string[]>;
  /** A file of any language may be named. In a folder still only supported ones are meant. */
  readonly anyLanguage?: boolean;
}

export function unusable(kind: Unusable['kind'], reason: string): Unusable {
  return { ok: false, kind, reason };
}

/** `src/cart.ts:12` is a line of a file, unless a file of that very name exists. */
async function splitLine(path: string): Promise<{ readonly path: string; readonly line?: number }> {
  const match = /^(.+):([1-9]\d{0,8})$/su.exec(path);
  if (match?.[1] === undefined || (await exists(path))) return { path };
  return { path: match[1], line: Number(match[2]) };
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

/** Without git: the nearest folder at or above that says it is a project, else the folder itself. */
async function projectAround(folder: string): Promise<string> {
  for (let candidate = folder; basename(candidate) !== 'node_modules'; candidate = dirname(candidate)) {
    if ((await exists(`${candidate}/package.json`)) || (await exists(`${candidate}/tsconfig.json`))) return candidate;
    if (dirname(candidate) === candidate) break;
  }
  return folder;
}

/**
 * Finds PATH or PATH:LINE. A folder stands for every supported file under it that git does not ignore. What git does ignore, an installed
 * package for example, can still be named: it then counts as a project of its own.
 */
export async function inputAt(asked: string, parts: InputParts, signal?: AbortSignal): Promise<Found<Input>> {
  const { path: named, line } = await splitLine(asked);
  const found = await realpath(resolve(named)).catch(() => undefined);
  const info = found === undefined ? undefined : await stat(found).catch(() => undefined);
  if (found === undefined || info === undefined) return unusable('unreadable', `${named} does not exist.`);
  const isFolder = info.isDirectory();
  if (!isFolder && !info.isFile()) return unusable('unreadable', `${named} is neither a file nor a folder.`);
  if (isFolder && line !== undefined) return unusable('unreadable', `${named} is a folder, so it has no line ${line}.`);
  const absolute = found.replaceAll('\\', '/');
  if (!isFolder && parts.anyLanguage !== true && !isSupported(absolute))
    return unusable('nothing', `${named} is not TypeScript or JavaScript source.`);

  const folder = isFolder ? absolute : dirname(absolute);
  const inRepository = await listed(folder, absolute, parts, signal);
  const root = inRepository?.root ?? (await projectAround(folder));
  const surroundings = (inRepository?.files ?? (await parts.walkFolder(root, signal))).filter(isSupported);
  const path = absolute.slice(root.length + 1);
  const below = absolute === root ? '' : `${path}/`;
  const paths = isFolder ? surroundings.filter((file) => file.startsWith(below)).toSorted() : [path];
  if (paths.length === 0) return unusable('nothing', `${named} holds no TypeScript or JavaScript files.`);
  return { ok: true, value: { root, surroundings, paths, ...(isFolder && { folder }), ...(line !== undefined && { line }) } };
}

/** The repository's files, when it knows the one that was named or any below the folder. */
async function listed(
  folder: string,
  absolute: string,
  parts: InputParts,
  signal: AbortSignal | undefined,
): Promise<{ readonly root: string; readonly files: readonly string[] } | undefined> {
  const repository = await parts.openRepository(folder, signal);
  if (!repository.ok) return undefined;
  const { root } = repository.value;
  const files = await repository.value.listFiles(signal);
  if (!files.ok) return undefined;
  const path = absolute.slice(root.length + 1);
  const isKnown = absolute === root || files.value.some((file) => file === path || file.startsWith(`${path}/`));
  return isKnown ? { root, files: files.value } : undefined;
}
