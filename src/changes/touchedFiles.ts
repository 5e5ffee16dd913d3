import type { ChangedFile } from '../git/changedFile.ts';
import type { Repository } from '../git/repository.ts';
import type { TouchedFile } from '../terms/change.ts';
import { success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import { isCodeFile, maxFileBytes } from './codeFiles.ts';

/** What a change read from git takes in: code files only, each and all of them within limits. */
export function diffOptions(signal?: AbortSignal): {
  accept: (path: string) => boolean;
  maxBytes: number;
  maxFiles: number;
  signal: AbortSignal | undefined;
} {
  return { accept: isCodeFile, maxBytes: maxFileBytes, maxFiles: 300, signal };
}

/** Files that git calls changed, with their texts on both sides. A removed file has an empty text after. */
export async function readTouchedFiles(
  repository: Repository,
  files: readonly ChangedFile[],
  signal?: AbortSignal,
): Promise<Result<readonly TouchedFile[]>> {
  const blobs = files.flatMap((file) => [file.blob, file.previousBlob].filter((blob) => blob !== undefined));
  const texts = await repository.texts(blobs, signal);
  if (!texts.ok) return texts;
  const textOf = (blob: string | undefined): string | undefined => (blob === undefined ? undefined : texts.value.get(blob));
  return success(
    files.flatMap((file) => {
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
    }),
  );
}

/** git's own rule: a NUL in the first 8,000 characters. */
function isBinary(text: string): boolean {
  return text.slice(0, 8000).includes('\0');
}
