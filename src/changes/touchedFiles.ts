import type { ChangedFile } from '../git/changedFile.ts';
import type { Repository } from '../git/repository.ts';
import type { TouchedFile, TouchedManifest } from '../terms/change.ts';
import { success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import { isCodeFile, isManifest, maxFileBytes } from './codeFiles.ts';

/** What a change read from git takes in: code files, and manifests of packages, each and all of them within limits. */
export function diffOptions(signal?: AbortSignal): {
  accept: (path: string) => boolean;
  maxBytes: number;
  maxFiles: number;
  signal: AbortSignal | undefined;
} {
  return { accept: (path) => isCodeFile(path) || isManifest(path), maxBytes: maxFileBytes, maxFiles: 300, signal };
}

export interface TouchedTexts {
  readonly files: readonly TouchedFile[];
  /** At most a few: a change of more is a tool's. */
  readonly manifests: readonly TouchedManifest[];
}

const mostManifests = 20;

/** Code files that git calls changed, with their texts on both sides, and manifests apart. A removed file has an empty text after. */
export async function readTouchedFiles(
  repository: Repository,
  files: readonly ChangedFile[],
  signal?: AbortSignal,
): Promise<Result<TouchedTexts>> {
  const blobs = files.flatMap((file) => [file.blob, file.previousBlob].filter((blob) => blob !== undefined));
  const texts = await repository.texts(blobs, signal);
  if (!texts.ok) return texts;
  const textOf = (blob: string | undefined): string | undefined => (blob === undefined ? undefined : texts.value.get(blob));
  const touched = files.flatMap((file) => {
    const before = textOf(file.previousBlob);
    const after = file.status === 'removed' ? '' : textOf(file.blob);
    if (after === undefined || isBinary(after) || (before !== undefined && isBinary(before))) return [];
    return [
      {
        path: file.path,
        lines: file.lines,
        removedAfter: file.removedAfter,
        ...(before === undefined ? {} : { before }),
        ...(file.previousPath === undefined ? {} : { beforePath: file.previousPath }),
        after,
      },
    ];
  });
  const manifests = touched.filter(({ path, after }) => isManifest(path) && after !== '').slice(0, mostManifests);
  return success({
    files: touched.filter(({ path }) => isCodeFile(path)),
    manifests: manifests.map(({ path, before = '', after }) => ({ path, before, after })),
  });
}

/** git's own rule: a NUL in the first 8,000 characters. */
function isBinary(text: string): boolean {
  return text.slice(0, 8000).includes('\0');
}
