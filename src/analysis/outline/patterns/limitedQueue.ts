import { ts } from 'ts-morph';
import { isPlainPath, ownNodes } from '../../ownCode.ts';
import { inWords, quote } from '../outlineWords.ts';
import type { PatternDetector, Recognised } from '../patternDetector.ts';
import { allNodes, functionOf } from '../unitBody.ts';

/**
 * Work that waits in a list until fewer than a limit are under way; or is cut into pieces of a size.
 *
 *     while (running < limit && queue.length > 0) { running += 1; start(queue.shift()).finally(() => { running -= 1; next(); }); }
 *     for (let i = 0; i < rows.length; i += size) await save(rows.slice(i, i + size));
 */
export const limitedQueue: PatternDetector = {
  id: 'batch',
  recognise({ node }) {
    if (!functionOf(node)) return undefined;
    for (const found of ownNodes(node)) {
      const recognised = ts.isForStatement(found) ? inPieces(found) : isTest(found) ? upToALimit(found) : undefined;
      if (recognised) return recognised;
    }
    return undefined;
  },
};

function isTest(node: ts.Node): node is ts.WhileStatement | ts.IfStatement {
  return ts.isWhileStatement(node) || ts.isIfStatement(node);
}

function inPieces(loop: ts.ForStatement): Recognised | undefined {
  const { condition, incrementor, statement } = loop;
  if (!condition || !incrementor || !ts.isBinaryExpression(incrementor) || incrementor.operatorToken.kind !== ts.SyntaxKind.PlusEqualsToken)
    return undefined;
  const [position, size] = [incrementor.left.getText(), incrementor.right];
  if (ts.isNumericLiteral(size) && Number(size.text) < 2) return undefined;
  const cut = allNodes(statement).find(
    (node): node is ts.CallExpression =>
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      /^(slice|subarray|substring)$/u.test(node.expression.name.text) &&
      node.arguments[0]?.getText() === position,
  );
  const from = cut && ts.isPropertyAccessExpression(cut.expression) ? quote(cut.expression.expression) : undefined;
  const each = quote(size);
  if (!cut || !from || !each) return undefined;
  const waits = ownNodes(statement).some(ts.isAwaitExpression);
  return {
    title: `Batches of ${each}`,
    text: `Takes ${from} in pieces of ${each}${waits ? '; a piece is started only when the one before is done' : ''}. The last piece may be shorter.`,
    on: [loop, cut],
  };
}

/** `running < limit && queue.length > 0` around taking from the queue. */
function upToALimit(found: ts.WhileStatement | ts.IfStatement): Recognised | undefined {
  const tests = conjuncts(found.expression);
  const limit = tests.find(
    (test): test is ts.BinaryExpression =>
      ts.isBinaryExpression(test) &&
      test.operatorToken.kind === ts.SyntaxKind.LessThanToken &&
      isPlainPath(test.left) &&
      (isPlainPath(test.right) || ts.isNumericLiteral(test.right)) &&
      !test.right.getText().endsWith('.length'),
  );
  const waiting = tests.find((test) => test !== limit && /\.(length|size)\b/u.test(test.getText()));
  const body = ts.isIfStatement(found) ? found.thenStatement : found.statement;
  const taken = allNodes(body).find(
    (node) =>
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      /^(shift|pop|dequeue)$/u.test(node.expression.name.text),
  );
  if (!limit || !waiting || !taken || !ts.isCallExpression(taken) || !ts.isPropertyAccessExpression(taken.expression)) return undefined;
  const [running, most, queue] = [quote(limit.left), quote(limit.right), quote(taken.expression.expression)];
  if (!running || !most || !queue) return undefined;
  return {
    title: `Queue with at most ${most} at once`,
    text: `Takes the next from ${queue} only while ${inWords([running])} is below ${most}; the rest stays there until this is called again.`,
    on: [found, taken],
  };
}

function conjuncts(expression: ts.Expression): readonly ts.Expression[] {
  if (ts.isParenthesizedExpression(expression)) return conjuncts(expression.expression);
  return ts.isBinaryExpression(expression) && expression.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken
    ? [...conjuncts(expression.left), ...conjuncts(expression.right)]
    : [expression];
}
