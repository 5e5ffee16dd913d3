import { ts } from 'ts-morph';

/**
 * True when a call certainly answers with a promise: by its type, or without types when it is `import(…)`, or a call of an `async`
 * function declared at the top level of the same file.
 */
export function isPromiseCall(call: ts.CallExpression, checker: ts.TypeChecker | undefined): boolean {
  const callee = call.expression;
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (checker) {
    const type = checker.getTypeAtLocation(call);
    return type.getSymbol()?.getName() === 'Promise' && !(type.flags & ts.TypeFlags.Any);
  }
  if (!ts.isIdentifier(callee)) return false;
  return call.getSourceFile().statements.some((statement) => {
    if (ts.isFunctionDeclaration(statement)) {
      return statement.name?.text === callee.text && isAsyncFunction(statement) && !statement.asteriskToken;
    }
    if (!ts.isVariableStatement(statement)) return false;
    return statement.declarationList.declarations.some(
      ({ name, initializer }) =>
        ts.isIdentifier(name) &&
        name.text === callee.text &&
        initializer &&
        ts.isArrowFunction(initializer) &&
        isAsyncFunction(initializer),
    );
  });
}

function isAsyncFunction(node: ts.FunctionDeclaration | ts.ArrowFunction): boolean {
  return (node.modifiers ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.AsyncKeyword);
}
