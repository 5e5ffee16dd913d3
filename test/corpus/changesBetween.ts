import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { changedLines } from '../../src/changes/changedLines.ts';
import type { Change, TouchedFile } from '../../src/terms/change.ts';
import { contentId, type ChangeId } from '../../src/terms/ids.ts';
import { unknownOrigin } from '../../src/terms/origin.ts';
import { isSupported } from '../../src/analysis/skipReason.ts';

const isTest = (path: string): boolean => /(?:^|\/)(?:tests?|__tests__|bench\w*)\/|\.(?:test|spec|bench)\.|test-utils/u.test(path);
/** Long lists of texts, and code that only repeats a schema. */
const isData = (path: string): boolean => /(?:^|\/)(?:locales|resources|generated)\//u.test(path);

/** Source files of a project, relative to it: no tests, no declarations. */
export function sourceFiles(root: string): readonly string[] {
  return globSync('src/**/*.{ts,tsx}', { cwd: root })
    .filter((path) => isSupported(path) && !isTest(path) && !isData(path))
    .toSorted();
}

/** What differs between two versions of a package, as changes of the three kinds a developer gets: suggestions, agent runs, commits. */
export function changesBetween(oldRoot: string, root: string): readonly Change[] {
  const files = sourceFiles(root).flatMap((path): TouchedFile[] => {
    const after = readFileSync(join(root, path), 'utf8');
    const old = join(oldRoot, path);
    const before = existsSync(old) ? readFileSync(old, 'utf8') : undefined;
    if (before === after) return [];
    const { lines, removedAfter } = before === undefined ? { lines: [wholeOf(after)], removedAfter: [] } : changedLines(before, after);
    return lines.length + removedAfter.length === 0
      ? []
      : [{ path, lines, removedAfter, after, ...(before !== undefined && { before, beforePath: path }) }];
  });
  const folders = new Map<string, TouchedFile[]>();
  for (const file of files) folders.set(dirname(file.path), [...(folders.get(dirname(file.path)) ?? []), file]);
  return [
    ...files.flatMap((file) => suggestionsIn(file, root)),
    ...files.map((file) => changeOf('commit', root, [file])),
    ...[...folders.values()].flatMap((group) => (group.length > 1 ? [changeOf('commit', root, group.slice(0, 4))] : [])),
    ...[...folders.values()].flatMap((group) => (group.length > 2 ? [changeOf('agent-run', root, group.slice(0, 12))] : [])),
  ];
}

/** Each stretch of added lines that could have come as one suggestion. */
function suggestionsIn(file: TouchedFile, root: string): readonly Change[] {
  const { removedAfter: _removed, before: _before, beforePath: _path, ...plain } = file;
  const stretches = file.before === undefined ? [] : file.lines.filter(([first, last]) => last - first >= 2 && last - first < 60);
  return stretches.map((lines) => changeOf('suggestion', root, [{ ...plain, lines: [lines] }]));
}

function changeOf(kind: Change['kind'], root: string, files: readonly TouchedFile[]): Change {
  const id = contentId<ChangeId>(kind, root, ...files.map(({ path, lines }) => `${path}:${String(lines[0])}`));
  return { id, kind, root, title: files.map(({ path }) => path).join(', '), origin: unknownOrigin, files, at: 0 };
}

function wholeOf(text: string): readonly [number, number] {
  return [1, text.split('\n').length];
}
