import type { LineRange } from '../terms/ranges.ts';

/** One file that differs between two trees. Paths are relative to the repository's top folder, `/` between parts. */
export interface ChangedFile {
  readonly path: string;
  /** Set when git sees a rename. */
  readonly previousPath?: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  /** Object id of the text after; absent when the file was removed. */
  readonly blob?: string;
  /** Object id of the text before; absent when the file is new. */
  readonly previousBlob?: string;
  /** Lines added or altered, counted in the text after. */
  readonly lines: readonly LineRange[];
  /** Text was removed, and nothing put in its place, between this line and the next; 0 is the file's start. */
  readonly removedAfter: readonly number[];
}

interface ChangedLines {
  readonly lines: readonly LineRange[];
  readonly removedAfter: readonly number[];
}

const statuses: Readonly<Record<string, ChangedFile['status']>> = { A: 'added', M: 'modified', D: 'removed', R: 'renamed' };

/**
 * Reads `git diff-tree -r -z --raw`: `:mode mode blob blob STATUS NUL path NUL`, for a rename with two paths. Only regular files whose
 * path stays inside the repository are returned, yet without their lines.
 */
export function parseRawDiff(output: string): readonly ChangedFile[] {
  const parts = output.split('\0');
  const files: ChangedFile[] = [];
  for (let index = 0; index < parts.length;) {
    const header = /^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/u.exec(parts[index] ?? '');
    if (header === null) {
      index += 1;
      continue;
    }
    const [, previousMode = '', mode = '', previousBlob = '', blob = '', letter = ''] = header;
    const twoPaths = letter === 'R' || letter === 'C';
    const first = parts[index + 1] ?? '';
    const path = twoPaths ? (parts[index + 2] ?? '') : first;
    index += twoPaths ? 3 : 2;
    const status = statuses[letter];
    const regular = [previousMode, mode].every((each) => each.startsWith('100') || each === '000000');
    if (status === undefined || !regular || !isInside(path) || !isInside(first)) continue;
    files.push({
      path,
      status,
      ...(twoPaths ? { previousPath: first } : {}),
      ...(status === 'removed' ? {} : { blob }),
      ...(status === 'added' ? {} : { previousBlob }),
      lines: [],
      removedAfter: [],
    });
  }
  return files;
}

/** Reads `git diff-tree -p -U0`: the changed lines of each file, in the order of the files. */
export function parseChangedLines(patch: string): readonly ChangedLines[] {
  const files: { lines: LineRange[]; removedAfter: number[] }[] = [];
  for (const line of patch.split('\n')) {
    // With no context lines every line of a file begins with `+`, `-` or `\`, so these two are always git's own.
    if (line.startsWith('diff --git ')) files.push({ lines: [], removedAfter: [] });
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@/u.exec(line);
    const file = files.at(-1);
    if (hunk === null || file === undefined) continue;
    const first = Number(hunk[1]);
    const count = hunk[2] === undefined ? 1 : Number(hunk[2]);
    if (count === 0) file.removedAfter.push(first);
    else file.lines.push([first, first + count - 1]);
  }
  return files;
}

/** A tree made by hand can hold `../x`, an absolute path or a drive; none of them is a file of this repository. */
export function isInside(path: string): boolean {
  return (
    path !== '' && !/^(?:[/\\]|[a-z]:)/iu.test(path) && !path.split(/[/\\]/u).some((part) => part === '..' || part === '.' || part === '')
  );
}
