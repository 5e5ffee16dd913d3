import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactDetector } from '../factDetector.ts';
import { failureIn, lastName } from '../likelyFailures.ts';
import { bodyOf, ownCalls, ownNodes } from '../ownCode.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'dropped-reason';
const telling = /log|report|capture|track|notify|warn|error|emit|record|console|debug|trace|sentry|exception/iu;

/**
 * A `catch` that answers a failure and keeps nothing of it, or that only knows some of the errors.
 *
 *     try { await save(form); } catch { toast('Please try again'); }
 *     → Nobody learns why `save` fails: the `catch` on line 1 neither looks at the error nor passes it on.
 *     catch (error) { if (error.code === 'taken') setError('name'); }
 *     → Any other error than the one asked for on line 1 ends here: it is neither told nor passed on.
 */
export const droppedReason: FactDetector = {
  id: kind,
  detect({ node }) {
    const body = bodyOf(node);
    if (!body) return [];
    return ownNodes(body).flatMap((found) =>
      ts.isTryStatement(found) && found.catchClause ? [...dropped(found, found.catchClause), ...onlySome(found.catchClause)] : [],
    );
  },
};

function dropped({ tryBlock }: ts.TryStatement, clause: ts.CatchClause): readonly Fact[] {
  const calls = ownCalls(clause.block);
  if (calls.length === 0 || calls.some((call) => telling.test(call.expression.getText())) || usesError(clause)) return [];
  if (ownNodes(clause.block).some((node) => ts.isThrowStatement(node) || ts.isAwaitExpression(node))) return [];
  const failed = failureIn(tryBlock, () => true);
  // Why something is not valid is what the answer says.
  if (
    !failed?.call ||
    !ts.isAwaitExpression(failed.call.parent) ||
    /^(validate|verify|check|assert|authenticate|authorize)/u.test(lastName(failed.call))
  )
    return [];
  const text = `Nobody learns why ${failed.words}: the \`catch\` on line ${lineOf(clause)} neither looks at the error nor passes it on.`;
  return stateFact({ kind, about: `all:${lineOf(clause)}`, text, on: [failed.node, clause], surprise: 0.6, reach: 'elsewhere' });
}

/** Nothing but `if`s without an `else`, and what they ask about. */
function onlySome(clause: ts.CatchClause): readonly Fact[] {
  const { statements } = clause.block;
  const asking = statements.filter(ts.isIfStatement);
  const [first] = asking;
  const isAll = statements.every((statement) => (ts.isIfStatement(statement) && !statement.elseStatement) || isQuietDeclaration(statement));
  if (!first || !isAll || asking.length > 3 || !usesError(clause)) return [];
  const which = asking.length === 1 ? `the one asked for on line ${lineOf(first)}` : `those asked for from line ${lineOf(first)} on`;
  const text = `Any other error than ${which} ends here: it is neither told nor passed on.`;
  return stateFact({ kind, about: `some:${lineOf(clause)}`, text, on: [clause, first], surprise: 0.8, reach: 'elsewhere' });
}

/** `const error = AppError.parse(caught);`, without a word to anybody. */
function isQuietDeclaration(statement: ts.Statement): boolean {
  return (
    ts.isVariableStatement(statement) &&
    !ownCalls(statement).some((call) => /^(log|logger|console|report|capture)/iu.test(call.expression.getText()))
  );
}

function usesError({ variableDeclaration, block }: ts.CatchClause): boolean {
  const name = variableDeclaration?.name;
  if (!name) return false;
  if (!ts.isIdentifier(name)) return true;
  const visit = (node: ts.Node): boolean => (ts.isIdentifier(node) && node.text === name.text) || (ts.forEachChild(node, visit) ?? false);
  return visit(block);
}
