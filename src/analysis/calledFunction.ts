import { ts } from 'ts-morph';
import type { FactContext } from './factDetector.ts';
import { bodyOf } from './ownCode.ts';

/** A function in the project whose code a call runs, as far as its declaration shows; a subclass may have another one. */
export interface CalledFunction {
  readonly node: ts.SignatureDeclaration;
  readonly body: ts.Block;
}

/** By its type; without types only a method of the same class, called on `this`. `undefined` for what has no body to look at. */
export function calledFunction(call: ts.CallExpression, { checker }: FactContext): CalledFunction | undefined {
  const found = checker ? declarationOf(call, checker) : ownMethod(call);
  const body = found && !found.getSourceFile().isDeclarationFile ? bodyOf(found) : undefined;
  return found && body && ts.isFunctionLike(found) ? { node: found, body } : undefined;
}

function declarationOf(call: ts.CallExpression, checker: ts.TypeChecker): ts.Node | undefined {
  const declared = checker.getResolvedSignature(call)?.declaration;
  if (!declared || bodyOf(declared) || ts.isJSDocSignature(declared)) return declared;
  // Of an overloaded function the last declaration holds the code.
  const symbol = declared.name ? checker.getSymbolAtLocation(declared.name) : undefined;
  return symbol?.declarations?.find((candidate) => bodyOf(candidate) !== undefined);
}

function ownMethod(call: ts.CallExpression): ts.Node | undefined {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || callee.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  const around = ts.findAncestor(call, (node) => ts.isFunctionLike(node) && !ts.isArrowFunction(node));
  const owner = around?.parent;
  if (!owner || !ts.isClassLike(owner)) return undefined;
  return owner.members.find((member) => ts.isMethodDeclaration(member) && member.name.getText() === callee.name.text && member.body);
}

/** Where a piece of another file lies, relative to the folder that the unit's own path is relative to. */
export function placeOf(node: ts.Node, unitFile: ts.SourceFile, unitPath: string): string | undefined {
  const { fileName } = node.getSourceFile();
  if (!unitFile.fileName.endsWith(unitPath)) return undefined;
  const root = unitFile.fileName.slice(0, unitFile.fileName.length - unitPath.length);
  return fileName.startsWith(root) ? fileName.slice(root.length) : undefined;
}

/** Called so often in one file that what it does is known to whoever reads that file. */
export function isUsual(name: string, sourceFile: ts.SourceFile): boolean {
  return sourceFile.text.split(`${name}(`).length > 6;
}
