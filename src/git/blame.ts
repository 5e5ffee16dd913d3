import { isInside } from './changedFile.ts';

/** Where one line of a file was last written. Lines are 1-based. */
export interface BlameLine {
  readonly line: number;
  readonly commit: string;
  /** Path and line in `commit`: what notes and records about that commit speak of. */
  readonly originalPath: string;
  readonly originalLine: number;
  /** History ends here only because the clone is shallow: the commit need not have written the line. */
  readonly boundary: boolean;
}

/** Reads `git blame --porcelain`; `shallow` says that a boundary commit is where the clone was cut off. */
export function parseBlame(output: string, shallow: boolean): readonly BlameLine[] {
  const paths = new Map<string, string>();
  const boundaries = new Set<string>();
  const lines: { line: number; commit: string; originalLine: number; group: string }[] = [];
  let current: { line: number; commit: string; originalLine: number } | undefined;
  for (const text of output.split('\n')) {
    const header = /^([0-9a-f]{40}|[0-9a-f]{64}) (\d+) (\d+)(?: \d+)?$/u.exec(text);
    if (text.startsWith('\t')) {
      if (current !== undefined) lines.push({ ...current, group: paths.get(current.commit) ?? '' });
      current = undefined;
    } else if (current === undefined && header !== null) {
      current = { commit: header[1] ?? '', originalLine: Number(header[2]), line: Number(header[3]) };
    } else if (current !== undefined && text.startsWith('filename ')) {
      paths.set(current.commit, unquotePath(text.slice('filename '.length)));
    } else if (current !== undefined && text === 'boundary') {
      boundaries.add(current.commit);
    }
  }
  return lines
    .filter(({ group }) => isInside(group))
    .map(({ group, ...line }) => ({ ...line, originalPath: group, boundary: shallow && boundaries.has(line.commit) }));
}

const escapes: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/** A path as git prints it: an unusual one is a C string in double quotes, its bytes as octal. */
export function unquotePath(path: string): string {
  if (!path.startsWith('"') || !path.endsWith('"')) return path;
  const bytes: number[] = [];
  for (const [, octal, letter, plain] of path.slice(1, -1).matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gu)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (letter !== undefined) bytes.push(escapes[letter] ?? 63);
    else bytes.push(...Buffer.from(plain ?? '', 'utf8'));
  }
  return Buffer.from(bytes).toString('utf8');
}
