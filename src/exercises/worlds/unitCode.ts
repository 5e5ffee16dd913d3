import { ts } from 'ts-morph';
import { failure, success, type Result } from '../../terms/result.ts';
import { plainExpression } from './plainExpression.ts';
import type { UnitEdit } from './world.ts';

/** How the unit's text becomes something that can be called. */
export type UnitForm = 'declaration' | 'expression' | 'member';

/**
 * What a call of it means: `constructs` sets up its `this` and answers it; `pulls` makes a generator, whose values are taken one after
 * another to the end.
 */
export type UnitCalling = 'plain' | 'constructs' | 'pulls' | 'pulls async';

/** A unit's text in JavaScript. */
export interface UnitCode {
  /** `declaration`: a statement that declares `name`; otherwise an expression, for `member` an object literal that holds the method. */
  readonly code: string;
  readonly form: UnitForm;
  readonly name: string;
  readonly calling: UnitCalling;
}

/** A unit's text with edits applied, on its own: only syntax, no types. */
interface Snippet {
  readonly extension: string;
  readonly source: ts.SourceFile;
  readonly node: ts.FunctionLikeDeclaration;
  readonly form: UnitForm;
}

/** Text of the unit with `edits`, whose offsets are those of its file. */
export function editedText(
  located: { readonly node: ts.Node; readonly sourceFile: ts.SourceFile },
  edits: readonly UnitEdit[],
): Result<string> {
  const start = located.node.getStart(located.sourceFile);
  const end = located.node.getEnd();
  let text = located.sourceFile.text.slice(start, end);
  for (const edit of edits.toSorted((left, right) => right.start - left.start)) {
    if (edit.start < start || edit.end > end) return failure('the edit lies outside the unit');
    text = text.slice(0, edit.start - start) + edit.text + text.slice(edit.end - start);
  }
  return success(text);
}

/** Whether a node belongs to a text on its own, of which no checker knows. */
export function isOfSnippet(node: ts.Node): boolean {
  return /^unit\.[cm]?[jt]sx?$/u.test(node.getSourceFile().fileName);
}

/** A text that is one function, method or accessor. */
export function unitSnippet(text: string, extension: string): Result<Snippet> {
  const snippet = parseSnippet(text, extension);
  return snippet === undefined ? failure('its text is no function on its own') : success(snippet);
}

/** Erases types and, for the sandbox, puts a `$line(n)` in front of each statement; `probesFrom` is the 1-based line of the text's start. */
export function unitCode({ node, source, form, extension }: Snippet, probesFrom: number | undefined): UnitCode {
  const edits: UnitEdit[] = [];
  if (probesFrom !== undefined) addProbes(node, source, probesFrom, edits);
  addPrivateNames(node, source, edits);
  if (ts.isConstructorDeclaration(node)) asMethod(node, source, edits);
  const start = node.getStart(source);
  const kept = form === 'member' ? memberStart(node, source, edits) : declarationStart(node, source);
  let body = source.text.slice(kept, node.getEnd());
  for (const edit of edits.toReversed().sort((left, right) => right.start - left.start)) {
    if (edit.start < kept || edit.start < start) continue;
    body = body.slice(0, edit.start - kept) + edit.text + body.slice(edit.end - kept);
  }
  const name = node.name && ts.isIdentifier(node.name) ? node.name.text : 'method';
  const calling = callingOf(node);
  if (form === 'declaration') return { code: eraseTypes(body, extension), form, name, calling };
  const wrapped = form === 'member' ? `({\n${body}\n})` : `(${body})`;
  const code = eraseTypes(`$unit = ${wrapped}`, extension)
    .trim()
    .replace(/^\$unit = /, '')
    .replace(/;$/, '');
  return { code, form, name, calling };
}

export function eraseTypes(text: string, extension: string): string {
  const { outputText } = ts.transpileModule(text, {
    fileName: `unit${extension}`,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      jsx: ts.JsxEmit.React,
      jsxFactory: '$element',
      jsxFragmentFactory: '$Fragment',
      isolatedModules: true,
    },
  });
  return outputText
    .trim()
    .replace(/^["']use strict["'];\s*/u, '')
    .replace(/\n?export \{\s*\};?$/u, '');
}

export function isRunnable(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isArrowFunction(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isConstructorDeclaration(node) ||
    ts.isGetAccessorDeclaration(node) ||
    ts.isSetAccessorDeclaration(node)
  );
}

function callingOf(node: ts.FunctionLikeDeclaration): UnitCalling {
  if (ts.isConstructorDeclaration(node)) return 'constructs';
  if (!('asteriskToken' in node) || node.asteriskToken === undefined) return 'plain';
  return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true ? 'pulls async' : 'pulls';
}

function parseSnippet(text: string, extension: string): Snippet | undefined {
  const attempts: readonly (readonly [UnitForm, string])[] = [
    ['declaration', text],
    ['expression', `(${text})`],
    ['member', `class Holder { ${text}\n}`],
  ];
  for (const [form, whole] of attempts) {
    const source = ts.createSourceFile(`unit${extension}`, whole, ts.ScriptTarget.Latest, true);
    if (hasSyntaxErrors(source)) continue;
    const [statement] = source.statements;
    if (statement === undefined || source.statements.length !== 1) continue;
    const node =
      form === 'member' && ts.isClassDeclaration(statement)
        ? statement.members.find(isRunnable)
        : ts.isExpressionStatement(statement)
          ? plainExpression(statement.expression)
          : statement;
    if (node !== undefined && isRunnable(node) && (form !== 'declaration' || ts.isFunctionDeclaration(node)))
      return { extension, source, node, form };
  }
  return undefined;
}

function hasSyntaxErrors(source: ts.SourceFile): boolean {
  const found: unknown = Reflect.get(source, 'parseDiagnostics');
  return Array.isArray(found) && found.length > 0;
}

function declarationStart(node: ts.FunctionLikeDeclaration, source: ts.SourceFile): number {
  if (!ts.isFunctionDeclaration(node)) return node.getStart(source);
  const kept = node.modifiers?.find((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword);
  if (kept) return kept.getStart(source);
  const keyword = node.getChildren(source).find((child) => child.kind === ts.SyntaxKind.FunctionKeyword);
  return keyword?.getStart(source) ?? node.getStart(source);
}

function memberStart(node: ts.FunctionLikeDeclaration, source: ts.SourceFile, edits: UnitEdit[]): number {
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  const first = modifiers?.find((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword);
  for (const modifier of modifiers ?? []) {
    if (first && modifier.pos > first.pos && modifier !== first)
      edits.push({ start: modifier.getStart(source), end: modifier.getEnd(), text: '' });
  }
  const { name } = node;
  if (name && !ts.isIdentifier(name)) edits.push({ start: name.getStart(source), end: name.getEnd(), text: 'method' });
  if (first) return first.getStart(source);
  const after = modifiers?.at(-1)?.getEnd() ?? node.getStart(source);
  return after;
}

/** A constructor becomes a method: parameters that are fields are set first, and `super(…)` calls `$base`. */
function asMethod(node: ts.ConstructorDeclaration, source: ts.SourceFile, edits: UnitEdit[]): void {
  const keyword = node.getChildren(source).find((child) => child.kind === ts.SyntaxKind.ConstructorKeyword);
  if (keyword !== undefined) edits.push({ start: keyword.getStart(source), end: keyword.getEnd(), text: 'method' });
  const fields: string[] = [];
  for (const parameter of node.parameters) {
    const [modifier] = parameter.modifiers ?? [];
    if (modifier === undefined) continue;
    const { text } = ts.isIdentifier(parameter.name) ? parameter.name : { text: '' };
    fields.push(`this.${text} = ${text};`);
    edits.push({ start: modifier.getStart(source), end: parameter.name.getStart(source), text: '' });
  }
  const visit = (inner: ts.Node): void => {
    if (ts.isClassLike(inner)) return;
    if (ts.isCallExpression(inner) && inner.expression.kind === ts.SyntaxKind.SuperKeyword)
      edits.push({ start: inner.expression.getStart(source), end: inner.expression.getEnd(), text: '$base' });
    ts.forEachChild(inner, visit);
  };
  visit(node);
  const base = node.body?.statements.find((inner) => /^super\s*\(/u.test(inner.getText(source)));
  const at = base?.getEnd() ?? (node.body?.getStart(source) ?? 0) + 1;
  if (fields.length > 0) edits.push({ start: at, end: at, text: ` ${fields.join(' ')}` });
}

/** `this.#count` cannot stand outside its class: it becomes `this["#count"]`. */
function addPrivateNames(root: ts.Node, source: ts.SourceFile, edits: UnitEdit[]): void {
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isPrivateIdentifier(node.name)) {
      const start = node.questionDotToken ? node.questionDotToken.getEnd() : node.name.getStart(source) - 1;
      const dot = source.text.lastIndexOf('.', node.name.getStart(source));
      edits.push({ start: node.questionDotToken ? start : dot, end: node.name.getEnd(), text: `[${JSON.stringify(node.name.text)}]` });
    } else if (ts.isPrivateIdentifier(node) && ts.isBinaryExpression(node.parent)) {
      edits.push({ start: node.getStart(source), end: node.getEnd(), text: JSON.stringify(node.text) });
    }
    ts.forEachChild(node, visit);
  };
  visit(root);
}

function addProbes(root: ts.Node, source: ts.SourceFile, firstLine: number, edits: UnitEdit[]): void {
  const number = (node: ts.Node): number => source.getLineAndCharacterOfPosition(node.getStart(source)).line + firstLine;
  if (ts.isArrowFunction(root) && !ts.isBlock(root.body)) {
    const { body } = root;
    edits.push({ start: body.getStart(source), end: body.getStart(source), text: `($line(${number(body)}), (` });
    edits.push({ start: body.end, end: body.end, text: '))' });
  }
  const probe = (node: ts.Node): string => `$line(${number(node)});`;
  const visit = (node: ts.Node): void => {
    if (ts.isStatement(node) && !ts.isBlock(node) && !ts.isFunctionDeclaration(node) && !ts.isClassDeclaration(node) && node !== root) {
      const { parent } = node;
      const start = node.getStart(source);
      const directive = ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression);
      if (ts.isBlock(parent) || ts.isCaseOrDefaultClause(parent)) {
        if (!directive) edits.push({ start, end: start, text: probe(node) });
      } else if (ts.isIfStatement(parent) || ts.isIterationStatement(parent, false)) {
        edits.push({ start, end: start, text: `{${probe(node)}` }, { start: node.getEnd(), end: node.getEnd(), text: '}' });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(root);
}
