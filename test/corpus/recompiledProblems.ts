import { join } from 'node:path';
import { Project } from 'ts-morph';

/** What an answer about the compiler rests on, as it is published. */
interface Recorded {
  readonly edit: {
    readonly path: string;
    readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  };
  readonly mustCause: readonly { readonly path: string; readonly line: number; readonly code: number }[];
  readonly mustNotCause: readonly string[];
}

/**
 * Compiles a whole project as `tsc -p` does, with an edit and without, and compares with what was recorded; nothing of the product is
 * used. TypeScript is the 6.0 that ts-morph carries: the package `typescript` 7 has no API.
 */
export function plainCompiler(root: string): (expected: string) => readonly string[] {
  const project = new Project({ tsConfigFilePath: join(root, 'tsconfig.json') });
  const errors = (): readonly string[] =>
    project.getPreEmitDiagnostics().map((found) => {
      const path = found
        .getSourceFile()
        ?.getFilePath()
        .slice(root.length + 1);
      return `${path ?? 'the project'}:${String(found.getLineNumber() ?? 0)}: TS${String(found.getCode())}`;
    });
  const before = new Set(errors());
  /** Answers to one question often rest on one edit. */
  const known = new Map<string, readonly string[]>();

  function causedBy(edit: Recorded['edit']): readonly string[] {
    const file = project.getSourceFileOrThrow(join(root, edit.path));
    const text = file.getFullText();
    let edited = text;
    for (const { start, end, text: put } of edit.edits.toSorted((left, right) => right.start - left.start)) {
      edited = edited.slice(0, start) + put + edited.slice(end);
    }
    file.replaceWithText(edited);
    const caused = errors().filter((error) => !before.has(error));
    file.replaceWithText(text);
    return caused;
  }

  return (expected) => {
    const { edit, mustCause, mustNotCause } = JSON.parse(expected) as Recorded;
    const caused = known.get(JSON.stringify(edit)) ?? causedBy(edit);
    known.set(JSON.stringify(edit), caused);
    const missing = mustCause
      .map(({ path, line, code }) => `${path}:${String(line)}: TS${String(code)}`)
      .filter((error) => !caused.includes(error));
    const unwanted = caused.filter((error) =>
      mustNotCause.some((path) => (path === 'every other file' ? !error.startsWith(`${edit.path}:`) : error.startsWith(`${path}:`))),
    );
    return [...missing.map((error) => `${error} is not reported`), ...unwanted.map((error) => `${error} is reported`)];
  };
}
