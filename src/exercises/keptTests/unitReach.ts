import { ts } from 'ts-morph';
import type { LocatedUnit } from '../../analysis/sourceText.ts';
import { failure, success, type Result } from '../../terms/result.ts';

/** How a test gets at a unit from outside its file. */
export interface UnitReach {
  /** What is imported: `checkout`, `default`, `Cart`. */
  readonly exported: string;
  /** A name for it in the test. */
  readonly local: string;
  /** `holder` is the imported thing as anything: what is called, with `this` as its first argument where `takesSelf`. */
  readonly callee: (holder: string) => string;
  readonly takesSelf: boolean;
}

/** Fails, in one phrase, for what nothing outside the file can call. */
export function unitReach({ node, sourceFile, unit }: LocatedUnit): Result<UnitReach> {
  const owner = memberOwner(node);
  const declared = owner ?? node;
  const statement = topStatement(declared);
  if (statement === undefined) return failure('it is made anew inside another function, so a test cannot reach it');
  const local = localName(declared);
  const exported = exportedAs(statement, local, sourceFile);
  if (exported === undefined) return failure(`\`${local ?? unit.name}\` is not exported, so a test cannot import it`);
  const name = local ?? 'unit';
  if (owner === undefined) return success({ exported, local: name, callee: (holder) => holder, takesSelf: false });
  const member = memberName(node);
  if (member === undefined || ts.isConstructorDeclaration(node))
    return failure('it sets up its own object, which a test cannot stand in for');
  const isStatic =
    ts.isObjectLiteralExpression(owner) ||
    (ts.canHaveModifiers(node) && node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) === true);
  const on = (holder: string): string => (isStatic ? holder : `${holder}.prototype`);
  const callee = (holder: string): string => {
    if (ts.isGetAccessorDeclaration(node)) return `Object.getOwnPropertyDescriptor(${on(holder)}, ${JSON.stringify(member)}).get`;
    if (ts.isSetAccessorDeclaration(node)) return `Object.getOwnPropertyDescriptor(${on(holder)}, ${JSON.stringify(member)}).set`;
    return /^[\w$]+$/u.test(member) ? `${on(holder)}.${member}` : `${on(holder)}[${JSON.stringify(member)}]`;
  };
  return success({ exported, local: name, callee, takesSelf: true });
}

function memberOwner(node: ts.Node): ts.ClassDeclaration | ts.ObjectLiteralExpression | undefined {
  const isMember = ts.isMethodDeclaration(node) || ts.isAccessor(node) || ts.isConstructorDeclaration(node);
  const { parent } = node;
  return isMember && (ts.isClassDeclaration(parent) || ts.isObjectLiteralExpression(parent)) ? parent : undefined;
}

function memberName(node: ts.Node): string | undefined {
  const { name } = node as ts.MethodDeclaration;
  if (name === undefined) return undefined;
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : undefined;
}

/** The statement of the file that declares it, with nothing but its own declaration in between. */
function topStatement(node: ts.Node): ts.Statement | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return ts.isSourceFile(node.parent) ? node : undefined;
  const { parent } = node;
  if (ts.isExportAssignment(parent)) return parent;
  if (!ts.isVariableDeclaration(parent) || parent.initializer !== node) return undefined;
  const statement = parent.parent.parent;
  return ts.isVariableStatement(statement) && ts.isSourceFile(statement.parent) ? statement : undefined;
}

function localName(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) return node.name?.text;
  return ts.isVariableDeclaration(node.parent) && ts.isIdentifier(node.parent.name) ? node.parent.name.text : undefined;
}

function exportedAs(statement: ts.Statement, local: string | undefined, sourceFile: ts.SourceFile): string | undefined {
  if (ts.isExportAssignment(statement)) return statement.isExportEquals === true ? undefined : 'default';
  const kinds = new Set(ts.canHaveModifiers(statement) ? statement.modifiers?.map(({ kind }) => kind) : []);
  if (kinds.has(ts.SyntaxKind.DefaultKeyword)) return 'default';
  if (kinds.has(ts.SyntaxKind.ExportKeyword)) return local;
  for (const other of sourceFile.statements) {
    if (ts.isExportAssignment(other) && ts.isIdentifier(other.expression) && other.expression.text === local) return 'default';
    if (!ts.isExportDeclaration(other) || other.moduleSpecifier !== undefined || other.exportClause === undefined) continue;
    if (!ts.isNamedExports(other.exportClause)) continue;
    const found = other.exportClause.elements.find((element) => (element.propertyName ?? element.name).text === local);
    if (found !== undefined) return found.name.text;
  }
  return undefined;
}
