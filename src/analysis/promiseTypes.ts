import { ts } from 'ts-morph';
import { awaitedCalls, bodyOf, enclosingTry, isAsync, ownNodes } from './ownCode.ts';

/**
 * True when a call certainly answers with a promise: by its type, or without types when it is `import(…)`, or a call of an `async`
 * function declared at the top level of the same file.
 */
export function isPromiseCall(call: ts.CallExpression, checker: ts.TypeChecker | undefined): boolean {
  if (call.expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (!checker) return asyncFunctionCalled(call) !== undefined;
  const type = checker.getTypeAtLocation(call);
  return type.getSymbol()?.getName() === 'Promise' && !(type.flags & ts.TypeFlags.Any);
}

/** Whether the promise of a call can reject as far as its body shows; a callee without a body (a library's) is taken to. */
export function mayReject(call: ts.CallExpression, checker: ts.TypeChecker | undefined): boolean {
  const callee = checker ? checker.getResolvedSignature(call)?.declaration : asyncFunctionCalled(call);
  if (!callee) return false;
  const body = bodyOf(callee);
  if (!body) return !('body' in callee && callee.body);
  if (!isAsync(callee)) return false;
  const isOpen = (node: ts.Node): boolean => !enclosingTry(node, callee, (statement) => statement.catchClause !== undefined);
  return awaitedCalls(body).some(isOpen) || ownNodes(body).some((node) => ts.isThrowStatement(node) && isOpen(node));
}

function asyncFunctionCalled(call: ts.CallExpression): ts.FunctionDeclaration | ts.ArrowFunction | undefined {
  const callee = call.expression;
  if (!ts.isIdentifier(callee)) return undefined;
  for (const statement of call.getSourceFile().statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === callee.text && !statement.asteriskToken) {
      return isAsync(statement) ? statement : undefined;
    }
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      const isNamed = ts.isIdentifier(name) && name.text === callee.text;
      if (isNamed && initializer && ts.isArrowFunction(initializer) && isAsync(initializer)) return initializer;
    }
  }
  return undefined;
}
