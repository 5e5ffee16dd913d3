import { fileURLToPath } from 'node:url';
import type { SourceText } from '../analysis/sourceText.ts';
import { failure, success } from '../terms/result.ts';
import type { Result } from '../terms/result.ts';
import type { ChangeBook } from './changeBook.ts';
import type { CodeStudy, StudiedFile } from './studyCode.ts';

export interface CodeOnDiskParts {
  readonly study: CodeStudy;
  readonly book: Pick<ChangeBook, 'roots'>;
  readonly readFile: (file: string) => Promise<string | undefined>;
  readonly trusted: () => boolean;
}

export interface CodeOnDisk {
  readonly source: SourceText;
  readonly root: string;
  readonly file: StudiedFile;
}

/** Studies a file that no editor shows. Only below the folders that are open, and only once the window is trusted. */
export async function codeOnDisk(uri: string, { study, book, readFile, trusted }: CodeOnDiskParts): Promise<Result<CodeOnDisk>> {
  const notOpen = failure('Open the file in an editor first.');
  if (!trusted() || !uri.startsWith('file:')) return notOpen;
  const file = fileURLToPath(uri);
  const root = book.roots().find((candidate) => file.startsWith(`${candidate}/`));
  if (root === undefined) return notOpen;
  const text = await readFile(file);
  if (text === undefined) return failure('There is no such file.');
  const source: SourceText = { file, path: file.slice(root.length + 1), text };
  const studied = study.study(source, { root, depth: 'syntax' });
  return studied.ok ? success({ source, root, file: studied.value }) : failure(`This file is left alone: ${studied.reason}.`);
}
