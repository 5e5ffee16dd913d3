import { ts } from 'ts-morph';
import { bodyOf, isPlainPath, ownNodes } from '../../ownCode.ts';
import { quote } from '../outlineWords.ts';
import type { PatternDetector } from '../patternDetector.ts';
import { allNodes, branchOf, isSameCode, statementsOf } from '../unitBody.ts';

/**
 * Callers that come while a run is under way share its promise; when it has ended, the place is emptied.
 *
 *     if (running) return running;
 *     running = load().finally(() => { running = undefined; });
 *     return running;
 */
export const oneAtATime: PatternDetector = {
  id: 'one-at-a-time',
  recognise({ node }) {
    const body = bodyOf(node);
    if (!body) return undefined;
    const shared = statementsOf(node).find(
      (statement): statement is ts.IfStatement =>
        ts.isIfStatement(statement) && isPlainPath(statement.expression) && returnsIt(statement, statement.expression),
    );
    if (!shared) return undefined;
    const path = shared.expression;
    const start = ownNodes(body).find(
      (found): found is ts.BinaryExpression => isAssignmentTo(found, path) && ts.isCallExpression(found.right),
    );
    const emptied = allNodes(body).find(
      (found): found is ts.BinaryExpression => isAssignmentTo(found, path) && /^(undefined|null)$/u.test(found.right.getText()),
    );
    const name = quote(path);
    if (!start || !emptied || !name || emptied.pos < start.pos) return undefined;
    return {
      title: 'One run at a time, shared',
      text: `While a run is under way, every caller gets the same ${name}; once it is emptied, the next call starts a new run.`,
      on: [shared, start, emptied],
    };
  },
};

function returnsIt(statement: ts.IfStatement, path: ts.Expression): boolean {
  const [only] = branchOf(statement.thenStatement);
  return only !== undefined && ts.isReturnStatement(only) && only.expression !== undefined && isSameCode(only.expression, path);
}

function isAssignmentTo(node: ts.Node, path: ts.Expression): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && isSameCode(node.left, path);
}
