import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { failure, success, type Result } from '../../terms/result.ts';

/** How a test finds the text of a unit that it cannot import, and makes a function of it. */
export interface TakenText {
  /** The unit's first line without indentation: `function inner(a: number) {`. */
  readonly firstLine: string;
  /** 0-based: which of the lines that read so. */
  readonly nth: number;
  /** `statement`: declares `name`; `member`: a method or accessor; `property`: an expression behind `name:`. */
  readonly form: 'statement' | 'member' | 'property';
  readonly name: string;
}

/**
 * Fails, in one phrase, for a unit whose end its indentation does not tell. From the first line to the next that begins with as much
 * indentation and `}`:
 *
 *     function outer() {
 *       const inner = (a: number) => {     ← first line
 *         return a + 1;
 *       };                                 ← last line
 */
export function takenText({ node, sourceFile }: LocatedUnit): Result<TakenText> {
  const form = formOf(node);
  if (form === undefined) return failure('it is written inside another expression, so a test cannot take it out');
  const lines = sourceFile.text.split(/\r?\n/u);
  const lineOf = (position: number): number => sourceFile.getLineAndCharacterOfPosition(position).line;
  const [first, last] = [lineOf(form.whole.getStart(sourceFile)), lineOf(node.getEnd())];
  const text = lines[first] ?? '';
  const indent = /^\s*/u.exec(text)?.[0] ?? '';
  const begins = sourceFile.text.slice(sourceFile.getLineStarts()[first] ?? 0, form.whole.getStart(sourceFile)).trim() === '';
  const closing = lines.findIndex((line, index) => index > first && line.startsWith(`${indent}}`));
  if (!begins || first === last || closing !== last) return failure('its text has no end that a test could find');
  const nth = lines.slice(0, first).filter((line) => line.trim() === text.trim()).length;
  return success({ firstLine: text.trim(), nth, form: form.form, name: form.name });
}

function formOf(node: ts.Node): { readonly form: TakenText['form']; readonly name: string; readonly whole: ts.Node } | undefined {
  if (ts.isFunctionDeclaration(node)) return node.name && { form: 'statement', name: node.name.text, whole: node };
  if (ts.isMethodDeclaration(node) || ts.isAccessor(node)) return { form: 'member', name: 'method', whole: node };
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && parent.initializer === node)
    return { form: 'property', name: parent.name.getText(), whole: parent };
  if (!ts.isVariableDeclaration(parent) || parent.initializer !== node || !ts.isIdentifier(parent.name)) return undefined;
  const statement = parent.parent.parent;
  const isOne = ts.isVariableStatement(statement) && statement.declarationList.declarations.length === 1;
  return isOne ? { form: 'statement', name: parent.name.text, whole: statement } : undefined;
}
