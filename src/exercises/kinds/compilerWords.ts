import type { CompilerError } from '../../analysis/recompile.ts';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import type { UnitEdit } from '../worlds/world.ts';
import type { DraftOption } from './exerciseKind.ts';

/** The same answers, about as long as the consequence among them. */
export function answersAround(clause: string): { readonly here: string; readonly elsewhere: string; readonly same: string } {
  const { length } = clause.replaceAll('`', '');
  const [compiler, same] =
    length <= 20
      ? ['It fails to compile, in', 'It compiles, and nothing changes.']
      : length <= 30
        ? ['It does not compile: an error in', 'It compiles, and this call stays as it was.']
        : ['It does not compile: an error shows up in', 'It compiles, and this call does the same as before.'];
  return { here: `${compiler} this file.`, elsewhere: `${compiler} another file.`, same };
}

export function errorInWords({ path, line, code, message }: CompilerError): string {
  return `${path}, line ${line}: ${message} (TS${code})`;
}

/**
 * The record of an edit compiled in memory: `edit` with offsets in the file as it is, the errors it causes, and the files in which it
 * causes none (`every other file` where nothing that others see of the unit changes).
 */
export function compilerRecord(
  located: LocatedUnit,
  edits: readonly UnitEdit[],
  errors: readonly CompilerError[],
  files: readonly string[],
): NonNullable<DraftOption['recompiled']> {
  return {
    observed: errors.length === 0 ? `Compiled again: no new error in ${files.join(', ')}.` : errors.map(errorInWords).join('\n'),
    expected: JSON.stringify({
      edit: { path: located.unit.path, edits: edits.map(({ start, end, text }) => ({ start, end, text })) },
      mustCause: errors.map(({ path, line, code }) => ({ path, line, code })),
      mustNotCause: errors.length === 0 ? files : [],
    }),
  };
}
