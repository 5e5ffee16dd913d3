import { ts } from 'ts-morph';

/** Calls that declare tests: what a test file does when it is loaded is to name its tests. */
const declaresTests = /^(describe|suite|test|it|bench|before|after|beforeEach|afterEach|beforeAll|afterAll|vi|jest)$/;

/**
 * The statements of a file that do something when it is loaded, in source order: calls, awaits, loops, conditions and assignments to
 * what others see. Declarations, exports, imports, directives and the declaring of tests are none.
 */
export function moduleEffects(sourceFile: ts.SourceFile): readonly ts.Statement[] {
  return sourceFile.statements.filter(isEffect);
}

function isEffect(statement: ts.Statement): boolean {
  if (ts.isExpressionStatement(statement)) return !ts.isStringLiteral(statement.expression) && !declares(statement.expression);
  if (ts.isIfStatement(statement) || ts.isTryStatement(statement) || ts.isSwitchStatement(statement)) return true;
  return ts.isIterationStatement(statement, false) || ts.isThrowStatement(statement) || ts.isLabeledStatement(statement);
}

/** `exports.total = …`, `Cart.prototype.total = function …`, `describe(…)`, `__exportStar(…)`. */
function declares(expression: ts.Expression): boolean {
  if (ts.isBinaryExpression(expression)) {
    const isBound = ts.isFunctionLike(expression.right) || ts.isClassLike(expression.right);
    return isBound || /^(module\.)?exports\b/.test(expression.left.getText());
  }
  let callee: ts.Expression = expression;
  while (ts.isCallExpression(callee) || ts.isPropertyAccessExpression(callee) || ts.isAwaitExpression(callee)) callee = callee.expression;
  return ts.isIdentifier(callee) && (declaresTests.test(callee.text) || callee.text.startsWith('__') || callee.text === 'Object');
}
