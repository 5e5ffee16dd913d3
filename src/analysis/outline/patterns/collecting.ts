import { ts } from 'ts-morph';
import { ownNodes, withoutParentheses } from '../../ownCode.ts';
import { lineOf } from '../../stateFact.ts';
import { quote } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { branchOf, functionOf, statementsOf } from '../unitBody.ts';

/**
 * One pass that fills a new collection under a condition or by a key, which the loop's head does not show.
 *
 *     const byTeam = {}; for (const user of users) { (byTeam[user.team] ??= []).push(user); } return byTeam;
 */
export const collecting: PatternDetector = {
  id: 'collecting',
  recognise({ node }) {
    if (!functionOf(node)) return undefined;
    const statements = statementsOf(node);
    const last = statements.at(-1);
    const returned = last && ts.isReturnStatement(last) && last.expression ? withoutParentheses(last.expression) : undefined;
    if (!last || !returned || !ts.isIdentifier(returned)) return undefined;
    const made = ownNodes(node).find(
      (found): found is ts.VariableDeclaration => ts.isVariableDeclaration(found) && found.name.getText() === returned.text,
    );
    const loops = statements.filter((statement): statement is ts.ForOfStatement => ts.isForOfStatement(statement));
    const [loop] = loops;
    const name = `\`${returned.text}\``;
    if (!made?.initializer || !loop || loops.length > 1 || !isEmpty(made.initializer)) return undefined;
    const over = quote(loop.expression);
    const group = ownNodes(loop.statement).find((found) => isGrouping(found, returned.text));
    if (!over) return undefined;
    if (group) {
      const key = quote((group as ts.BinaryExpression & { left: ts.ElementAccessExpression }).left.argumentExpression, 30);
      if (!key) return undefined;
      return {
        title: `Groups ${over} by ${key}`,
        text: `One pass over ${over}: members with the same ${key} end up in one list of ${name}, in the order they came.`,
        on: [loop, group, last],
      };
    }
    const skips = branchOf(loop.statement).filter(
      (statement): statement is ts.IfStatement =>
        ts.isIfStatement(statement) && branchOf(statement.thenStatement).some(ts.isContinueStatement),
    );
    const [first] = skips;
    const condition = first && quote(first.expression);
    if (!first || !condition) return undefined;
    return {
      title: `Collects from ${over}`,
      text: `One pass over ${over} into a new ${name}; what meets ${condition} (line ${lineOf(first)}) leaves no trace in it.`,
      on: [loop, first, last],
    };
  },
};

function isEmpty(value: ts.Expression): boolean {
  const inner = withoutParentheses(value);
  if (ts.isArrayLiteralExpression(inner)) return inner.elements.length === 0;
  if (ts.isObjectLiteralExpression(inner)) return inner.properties.length === 0;
  if (ts.isCallExpression(inner)) return inner.getText() === 'Object.create(null)';
  return ts.isNewExpression(inner) && /^(Map|Set)$/u.test(inner.expression.getText()) && (inner.arguments?.length ?? 0) === 0;
}

/** `(groups[key] ??= []).push(…)`. */
function isGrouping(node: ts.Node, name: string): boolean {
  return (
    ts.isBinaryExpression(node) &&
    /^(\?\?=|\|\|=)$/u.test(node.operatorToken.getText()) &&
    ts.isElementAccessExpression(node.left) &&
    node.left.expression.getText() === name &&
    ts.isArrayLiteralExpression(node.right) &&
    ts.isParenthesizedExpression(node.parent) &&
    ts.isPropertyAccessExpression(node.parent.parent) &&
    node.parent.parent.name.text === 'push'
  );
}
