import { ts } from 'ts-morph';
import type { LineRange, Position } from '../terms/ranges.ts';
import { isSubstantial, type Unit, type UnitKind } from '../terms/unit.ts';
import { handlerName } from './handlerNames.ts';
import { lineRangeOf } from './lineRangeOf.ts';
import type { LocatedUnit } from './sourceText.ts';
import { moduleEffects } from './moduleEffects.ts';
import { unitKey, unitSurface } from './unitKey.ts';
import { declaredName, keywordPosition, overloadsOf, type DeclaredName } from './unitNames.ts';
import { unitSize } from './unitSize.ts';

/**
 * The units of a file in source order, a class before its members.
 *
 * The signatures of an overload set belong to its implementation. A type that is computed, and what a file does when it is loaded, are
 * units too; the module comes last. A named function inside another one is a unit of its own (`createCart.total`) when it is substantial and has at least four
 * lines; it stays part of its parent's text too. Anonymous callbacks belong to the unit around them. Signatures
 * without any body are no units.
 * In a file with syntax errors, every unit that holds none is found.
 *
 * @param path as the reader knows the file, relative to the repository or workspace folder
 */
export function locateUnits(sourceFile: ts.SourceFile, path: string): readonly LocatedUnit[] {
  const units = namedUnits(sourceFile).map(({ node, name, fullName }) => locate(node, name, fullName, path, sourceFile));
  const effects = parseErrors(sourceFile).length === 0 ? moduleEffects(sourceFile) : [];
  const [first] = effects;
  return first ? [...units, moduleUnit(sourceFile, first, effects, path)] : units;
}

/** A unit by name alone, without what it costs to tell units apart. */
export interface NamedUnit {
  readonly node: ts.Node;
  readonly name: DeclaredName;
  /** With its owners: `Cart.total`. */
  readonly fullName: string;
}

/** All units of a file but the module, in source order. */
export function namedUnits(sourceFile: ts.SourceFile): readonly NamedUnit[] {
  const units: NamedUnit[] = [];
  const errors = parseErrors(sourceFile);
  const visit = (node: ts.Node, owners: readonly string[], inFunction: boolean): void => {
    const bodied = isBodied(node);
    const name = bodied || isComputedType(node) ? nameOf(node) : undefined;
    let names = owners;
    if (name) {
      names = [...owners, name.text];
      const broken = errors.some((at) => at >= name.declaration.pos && at <= name.declaration.end);
      if (!broken && (!inFunction || standsAlone(node, name, sourceFile))) units.push({ node, name, fullName: names.join('.') });
    } else {
      const owner = ownerName(node);
      if (owner !== undefined) names = [...owners, owner];
    }
    ts.forEachChild(node, (child) => visit(child, names, inFunction || (bodied && !ts.isClassLike(node))));
  };
  visit(sourceFile, [], false);
  return units;
}

const nothingRuns = { statements: 1, branches: 0 };

function nameOf(node: ts.Node): DeclaredName | undefined {
  if (ts.isTypeAliasDeclaration(node)) return { text: node.name.text, node: node.name, declaration: node };
  const handler = handlerName(node);
  return declaredName(node) ?? (handler && { text: handler.text, node: handler.call.expression, declaration: handler.call });
}

/** An alias that decides, maps or builds names; one that only lists members says all there is to say. */
function isComputedType(node: ts.Node): boolean {
  if (!ts.isTypeAliasDeclaration(node)) return false;
  const computes = (type: ts.Node): boolean =>
    ts.isConditionalTypeNode(type) ||
    ts.isMappedTypeNode(type) ||
    ts.isTemplateLiteralTypeNode(type) ||
    (ts.forEachChild(type, computes) ?? false);
  return computes(node.type);
}

function moduleUnit(sourceFile: ts.SourceFile, first: ts.Statement, effects: readonly ts.Statement[], path: string): LocatedUnit {
  const sizes = effects.map((statement) => unitSize(statement, sourceFile));
  const lines: LineRange = [lineRangeOf(first, sourceFile)[0], lineRangeOf(effects.at(-1) ?? first, sourceFile)[1]];
  const start = first.getStart(sourceFile);
  const unit: Unit = {
    key: unitKey(sourceFile),
    surface: unitSurface(sourceFile),
    path,
    name: 'module',
    kind: 'module',
    lines,
    signature: '',
    size: {
      lines: lines[1] - lines[0] + 1,
      // The statement itself, and those in it.
      statements: sizes.reduce((sum, { statements }) => sum + statements + 1, 0),
      branches: sizes.reduce((sum, { branches }) => sum + branches, 0),
    },
    nameAt: {
      from: positionOf(start, sourceFile),
      to: positionOf(first.getFirstToken(sourceFile)?.getEnd() ?? first.getEnd(), sourceFile),
    },
  };
  return { unit, node: sourceFile, sourceFile };
}

/** A helper of one to three lines is read where it stands. */
function standsAlone(node: ts.Node, name: DeclaredName, sourceFile: ts.SourceFile): boolean {
  const lines = linesOf(node, name, sourceFile);
  return lines[1] - lines[0] >= 3 && isSubstantial({ size: unitSize(node, sourceFile) });
}

/** Lines of a declaration with the signatures of its overloads. */
function linesOf(node: ts.Node, name: DeclaredName, sourceFile: ts.SourceFile): LineRange {
  return [lineRangeOf(overloadsOf(node)[0] ?? name.declaration, sourceFile)[0], lineRangeOf(node, sourceFile)[1]];
}

/** Functions with a body, and classes. */
function isBodied(node: ts.Node): boolean {
  return ts.isClassLike(node) || (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined);
}

/** Objects, namespaces and calls bound to a name lend it to the functions inside: `const api = { load() {} }` holds `api.load`. */
function ownerName(node: ts.Node): string | undefined {
  if (ts.isModuleDeclaration(node)) return node.name.text;
  if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer && holdsMembers(node.initializer))
    return node.name.text;
  if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && holdsMembers(node.initializer)) return node.name.text;
  return undefined;
}

function holdsMembers(value: ts.Expression): boolean {
  if (ts.isAsExpression(value) || ts.isSatisfiesExpression(value) || ts.isParenthesizedExpression(value))
    return holdsMembers(value.expression);
  return ts.isObjectLiteralExpression(value) || (ts.isCallExpression(value) && value.arguments.some(ts.isObjectLiteralExpression));
}

function locate(node: ts.Node, name: DeclaredName, fullName: string, path: string, sourceFile: ts.SourceFile): LocatedUnit {
  const [first, last] = linesOf(node, name, sourceFile);
  const unnamed = name.node === name.declaration;
  const at = unnamed ? keywordPosition(name.node, sourceFile) : { start: name.node.getStart(sourceFile), end: name.node.getEnd() };
  const unit: Unit = {
    key: unitKey(node),
    surface: unitSurface(node),
    path,
    name: fullName,
    kind: kindOf(node, name.text),
    lines: [first, last],
    signature: signatureOf(node, sourceFile),
    size: { ...(ts.isTypeAliasDeclaration(node) ? nothingRuns : unitSize(node, sourceFile)), lines: last - first + 1 },
    nameAt: { from: positionOf(at.start, sourceFile), to: positionOf(at.end, sourceFile) },
  };
  return { unit, node, sourceFile };
}

function kindOf(node: ts.Node, name: string): UnitKind {
  if (ts.isTypeAliasDeclaration(node)) return 'type';
  const handler = declaredName(node) ? undefined : handlerName(node);
  if (handler) return handler.kind;
  if (ts.isClassLike(node)) return 'class';
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (ts.isGetAccessorDeclaration(node)) return 'getter';
  if (ts.isSetAccessorDeclaration(node)) return 'setter';
  if ('asteriskToken' in node && node.asteriskToken) return 'generator';
  if (/^use[A-Z]/.test(name)) return 'hook';
  if (/^[A-Z]/.test(name) && holdsJsx(node)) return 'component';
  const parent = node.parent;
  const isMember = ts.isMethodDeclaration(node) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent);
  return isMember ? 'method' : 'function';
}

function holdsJsx(node: ts.Node): boolean {
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) return true;
  return ts.forEachChild(node, holdsJsx) ?? false;
}

function signatureOf(node: ts.Node, sourceFile: ts.SourceFile): string {
  let text = '';
  if (ts.isClassLike(node)) text = (node.heritageClauses ?? []).map((clause) => clause.getText(sourceFile)).join(' ');
  else if (ts.isFunctionLike(node)) {
    const result = node.type ? `: ${node.type.getText(sourceFile)}` : '';
    text = `(${node.parameters.map((parameter) => parameter.getText(sourceFile)).join(', ')})${result}`;
  }
  const line = text
    .replaceAll(/\/\*.*?\*\/|\/\/[^\n]*\n/gs, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.length <= 200 ? line : `${line.slice(0, 199)}…`;
}

function positionOf(offset: number, sourceFile: ts.SourceFile): Position {
  const { line, character } = sourceFile.getLineAndCharacterOfPosition(offset);
  return { line: line + 1, column: character + 1 };
}

/** Offsets of the parser's complaints; the compiler keeps them on the file without declaring them. */
function parseErrors(sourceFile: ts.SourceFile): readonly number[] {
  const found = (sourceFile as { parseDiagnostics?: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics ?? [];
  return found.map((diagnostic) => diagnostic.start);
}
