import { ts } from 'ts-morph';
import type { Fact } from '../../terms/fact.ts';
import type { FactContext, FactDetector } from '../factDetector.ts';
import { bodyOf, callInWords, enclosingTry, handlesRejection, isAsync, ownNodes, startOfChain, withoutParentheses } from '../ownCode.ts';
import { isPromiseCall, mayReject } from '../promiseTypes.ts';
import { lineOf, stateFact } from '../stateFact.ts';

const kind = 'escaping-failures';
/** Calls that run their callback after the `try` around them is over. */
const later = /^(setTimeout|setInterval|setImmediate|queueMicrotask|requestAnimationFrame|process\.nextTick)$/;

/**
 * Failures that pass by the `catch` or `finally` that seems to cover them, and promises nobody waits for.
 *
 *     try { return save(order); } catch { … }
 *     → A rejection of `save` skips the `catch` on line 1: its promise is returned without `await`.
 */
export const escapingFailures: FactDetector = {
  id: kind,
  detect({ node }, context) {
    const body = bodyOf(node);
    if (!body) return [];
    return ownNodes(body).flatMap((found) => [
      ...(ts.isReturnStatement(found) ? returnedPromise(found, node, context) : []),
      ...(ts.isExpressionStatement(found) ? unawaited(found, node, context) : []),
      ...(ts.isCallExpression(found) ? delayedCallback(found, node) : []),
    ]);
  },
};

function returnedPromise(found: ts.ReturnStatement, unit: ts.Node, context: FactContext): readonly Fact[] {
  const call = found.expression && withoutParentheses(found.expression);
  if (!call || !ts.isCallExpression(call) || !isPromiseCall(call, context.checker)) return [];
  const attempt = enclosingTry(found, unit);
  if (!attempt || (attempt.catchClause && (!mayReject(call, context.checker) || onlyRejects(attempt.catchClause)))) return [];
  const basis = context.checker ? 'types' : 'syntax';
  const name = callInWords(call);
  const said = { kind, basis, reach: 'elsewhere', on: [found] } as const;
  const covered = attempt.catchClause
    ? `A rejection of ${name} skips the \`catch\` on line ${lineOf(attempt.catchClause)}: its promise is returned without \`await\`.`
    : `The \`finally\` runs before ${name} has settled: its promise is returned without \`await\`.`;
  return stateFact({ ...said, about: `returned:${name}`, text: covered, surprise: 0.95 });
}

/** `catch (cause) { return Promise.reject(cause); }`: a rejection that passes it by ends the same. */
function onlyRejects({ block }: ts.CatchClause): boolean {
  const [only, ...others] = block.statements;
  const value = only && (ts.isReturnStatement(only) || ts.isThrowStatement(only)) ? only.expression : undefined;
  if (!only || others.length > 0 || !value) return false;
  return ts.isThrowStatement(only) ? ts.isIdentifier(value) : ts.isCallExpression(value) && value.expression.getText() === 'Promise.reject';
}

function unawaited(found: ts.ExpressionStatement, unit: ts.Node, context: FactContext): readonly Fact[] {
  const isVoid = ts.isVoidExpression(found.expression);
  const call = ts.isVoidExpression(found.expression) ? withoutParentheses(found.expression.expression) : found.expression;
  if (!ts.isCallExpression(call) || !isPromiseCall(call, context.checker) || handlesRejection(call)) return [];
  const start = startOfChain(call);
  // `Promise.reject(…)` left alone is how code raises an unhandled rejection on purpose.
  if (/^Promise\b/.test(start.expression.getText())) return [];
  const name = callInWords(start);
  const attempt = enclosingTry(found, unit, (statement) => statement.catchClause !== undefined);
  const end = attempt ? 'the `catch` around it does not see it' : 'nothing here handles it';
  const rejects = mayReject(start, context.checker);
  const first = isAsync(unit) ? 'this can finish first' : 'this returns while it may still be under way';
  const text = `Nothing waits for ${name}: ${first}${rejects ? `, and if it rejects, ${end}` : ''}.`;
  const basis = context.checker ? 'types' : 'syntax';
  const surprise = rejects ? (isVoid && !attempt ? 0.7 : 0.85) : 0.55;
  return stateFact({ kind, about: `unawaited:${name}`, text, on: [found], basis, surprise, reach: 'elsewhere' });
}

function delayedCallback(call: ts.CallExpression, unit: ts.Node): readonly Fact[] {
  const name = call.expression.getText();
  const callback = call.arguments[0];
  if (!later.test(name) || !callback || !(ts.isArrowFunction(callback) || ts.isFunctionExpression(callback))) return [];
  const attempt = enclosingTry(call, unit, (statement) => statement.catchClause !== undefined);
  const risky = ownNodes(callback).find((node) => ts.isCallExpression(node) || ts.isThrowStatement(node));
  if (!attempt?.catchClause || !risky || enclosingTry(risky, callback)) return [];
  const text = `The \`catch\` on line ${lineOf(attempt.catchClause)} does not cover the callback of \`${name}\`: by then this code has moved on.`;
  return stateFact({ kind, about: `delayed:${name}`, text, on: [call, attempt.catchClause], surprise: 0.85, reach: 'elsewhere' });
}
