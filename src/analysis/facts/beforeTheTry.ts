import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { mayFail } from '../likelyFailures.ts';
import { awaitedCalls, bodyOf, callInWords, enclosingTry, isFixedValue, ownCalls, ownNodes } from '../ownCode.ts';
import { mayReject } from '../promiseTypes.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'before-the-try';

/**
 * A step whose failure passes by the `catch` that turns all later failures into an answer.
 *
 *     await store.lock(); try { … } catch { return false; } finally { store.unlock(); }
 *     → If `store.lock` (line 3) fails, callers get its error, not `false`: it stands before the `try`, so `store.unlock` is not called.
 */
export const beforeTheTry: FactDetector = {
  id: kind,
  detect({ node }, context) {
    const body = bodyOf(node);
    if (!body) return [];
    return ownNodes(body).flatMap((found) => (ts.isTryStatement(found) ? uncovered(found, node, context) : []));
  },
};

function uncovered(attempt: ts.TryStatement, unit: ts.Node, { checker }: FactContext): readonly Fact[] {
  const { catchClause: clause, finallyBlock: tidying, parent } = attempt;
  if (!clause || !ts.isBlock(parent) || enclosingTry(attempt, unit)) return [];
  if (ownNodes(clause.block).some(ts.isThrowStatement)) return [];
  const earlier = parent.statements.slice(0, parent.statements.indexOf(attempt));
  const call = earlier
    .flatMap((statement) => awaitedCalls(statement))
    .findLast((candidate) => !enclosingTry(candidate, parent) && mayFail(candidate) && (!checker || mayReject(candidate, checker)));
  if (!call) return [];
  const answer = fixedAnswer(clause);
  const tidy = tidying && ownCalls(tidying)[0];
  const instead = answer === undefined ? '' : `, not \`${answer}\``;
  const missed = tidy ? `, so ${callInWords(tidy)} is not called` : '';
  const text = `If ${callInWords(call)} (line ${lineOf(call)}) fails, callers get its error${instead}: it stands before the \`try\`${missed}.`;
  return stateFact({ kind, about: callInWords(call), text, on: [call, attempt], surprise: 0.75, reach: 'elsewhere' });
}

function fixedAnswer(clause: ts.CatchClause): string | undefined {
  const last = clause.block.statements.at(-1);
  return last && ts.isReturnStatement(last) && last.expression && isFixedValue(last.expression) ? last.expression.getText() : undefined;
}
