import { ts } from 'ts-morph';
import { scopesAround } from '../../localScopes.ts';
import { bodyOf, isPlainPath, ownNodes, withoutParentheses } from '../../ownCode.ts';
import { quote } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { branchOf, isSameCode, statementsOf } from '../unitBody.ts';

/**
 * A thing that is made when first asked for and then handed out again.
 *
 *     get client() { if (!this.made) this.made = connect(); return this.made; }
 *     get client() { return (this.made ??= connect()); }
 */
export const madeOnFirstUse: PatternDetector = {
  id: 'made-on-first-use',
  recognise({ node }) {
    const body = bodyOf(node);
    const last = statementsOf(node).at(-1);
    if (!body || !last || !ts.isReturnStatement(last) || !last.expression) return undefined;
    const returned = withoutParentheses(last.expression);
    const write =
      ts.isBinaryExpression(returned) && returned.operatorToken.kind === ts.SyntaxKind.QuestionQuestionEqualsToken
        ? returned
        : ownNodes(body).find(
            (found): found is ts.BinaryExpression =>
              ts.isBinaryExpression(found) && isSameCode(found.left, returned) && isUnderEmptyTest(found),
          );
    if (!write || !isPlainPath(write.left) || isOwn(write.left, node)) return undefined;
    const value = withoutParentheses(write.right);
    const made = ts.isAwaitExpression(value) ? withoutParentheses(value.expression) : value;
    const name = quote(write.left);
    if (!name || !(ts.isCallExpression(made) || ts.isNewExpression(made) || ts.isObjectLiteralExpression(made))) return undefined;
    const how = ts.isObjectLiteralExpression(made)
      ? 'made here'
      : `made by \`${ts.isNewExpression(made) ? 'new ' : ''}${made.expression.getText().slice(0, 40)}\``;
    return {
      title: 'Made on first use',
      text: `${name} is ${how} the first time it is asked for; every later call gets that same one for as long as it is there.`,
      on: [write, last],
    };
  },
};

/** Under `if (!x)`, `if (x === undefined)`, or itself `x ??= …`. */
function isUnderEmptyTest(write: ts.BinaryExpression): boolean {
  if (write.operatorToken.kind === ts.SyntaxKind.QuestionQuestionEqualsToken) return true;
  if (write.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
  const choice = ts.findAncestor(write, ts.isIfStatement);
  if (!choice || !branchOf(choice.thenStatement).some((statement) => ts.isExpressionStatement(statement) && statement.expression === write))
    return false;
  const condition = choice.expression.getText().replaceAll(/\s+/gu, ' ');
  const path = write.left.getText();
  return [`!${path}`, `${path} === undefined`, `${path} == null`, `${path} === null`].includes(condition);
}

function isOwn(path: ts.Expression, unit: ts.Node): boolean {
  let root = path;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root)) return false;
  const place = scopesAround(root).declaring(root);
  return place !== undefined && ts.findAncestor(place, (above) => above === unit) !== undefined;
}
