import { ts } from 'ts-morph';
import { isAnswer, isHandler } from '../requestHandlers.ts';
import type { FactDetector } from '../factDetector.ts';
import { bodyOf, ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'answers-twice';

/**
 * A branch of a request handler that answers and does not end the handler, before another answer that every call reaches.
 *
 *     if (!order) { res.status(404).json(error); }
 *     res.json(order);   → When `!order` (line 1), the request is answered on line 1 and once more on line 2: nothing ends the handler between.
 */
export const answersTwice: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body || !isHandler(node)) return [];
    return body.statements.flatMap((statement, index) => {
      if (!ts.isIfStatement(statement) || statement.elseStatement) return [];
      const first = lastAnswer(statement.thenStatement);
      const second = first && answerReached(body.statements.slice(index + 1));
      if (!first || !second) return [];
      const condition = statement.expression.getText().replaceAll(/\s+/gu, ' ');
      const when = condition.length <= 40 ? `When \`${condition}\`` : `When the condition on line ${lineOf(statement)} holds`;
      const text = `${when}, the request is answered on line ${lineOf(first)} and once more on line ${lineOf(second)}: nothing ends the handler between.`;
      return stateFact({ kind, about: `line:${lineOf(first)}`, text, on: [statement.expression, first, second], surprise: 0.95 });
    });
  },
};

/** The answer with which a branch ends; `undefined` when it returns, throws or answers earlier on. */
function lastAnswer(branch: ts.Statement): ts.CallExpression | undefined {
  const statements = ts.isBlock(branch) ? branch.statements : [branch];
  if (statements.some(canEnd)) return undefined;
  return answerIn(statements.at(-1));
}

/** The first answer that is reached whatever the conditions between say. */
function answerReached(rest: readonly ts.Statement[]): ts.CallExpression | undefined {
  for (const statement of rest) {
    const found = answerIn(statement);
    if (found) return found;
    if (canEnd(statement)) return undefined;
  }
  return undefined;
}

function answerIn(statement: ts.Statement | undefined): ts.CallExpression | undefined {
  const value = statement && (ts.isExpressionStatement(statement) || ts.isReturnStatement(statement)) ? statement.expression : undefined;
  const call = value && ts.isAwaitExpression(value) ? value.expression : value;
  return call && isAnswer(call) ? call : undefined;
}

function canEnd(statement: ts.Statement): boolean {
  return [statement, ...ownNodes(statement)].some((found) => ts.isReturnStatement(found) || ts.isThrowStatement(found));
}
