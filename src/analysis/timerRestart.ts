import { ts } from 'ts-morph';
import { isPlainPath, ownCalls, ownNodes } from './ownCode.ts';
import { scopesAround } from './localScopes.ts';

/** A pending timer that every call of a function cancels and starts anew. */
export interface TimerRestart {
  readonly cancel: ts.CallExpression;
  readonly start: ts.CallExpression;
  /** What holds the timer between calls. */
  readonly target: ts.Expression;
}

/**
 * Certain only where each call takes this way, and what the timer does is done by nothing else: a debounce that also acts at once, or
 * after a longest wait, lets more than the last call through.
 *
 *     clearTimeout(timer); timer = setTimeout(() => fn(...args), ms);
 */
export function timerRestartIn(node: ts.Node, statements: readonly ts.Statement[]): TimerRestart | undefined {
  for (const [position, statement] of statements.entries()) {
    const start = timerStart(statement);
    if (!start || isLocal(start.target, node)) continue;
    const before = statements.slice(0, position);
    const cancel = before.flatMap(cancelOf).find(({ timer }) => timer.getText() === start.target.getText());
    const leaves = before.some((earlier) => [earlier, ...ownNodes(earlier)].some((found) => ts.isReturnStatement(found)));
    if (cancel && !leaves && !isDoneOtherwise(start.call, statements)) return { ...start, start: start.call, cancel: cancel.call };
  }
  return undefined;
}

/** `timer = setTimeout(…)` as a statement. */
function timerStart(statement: ts.Statement): { readonly target: ts.Expression; readonly call: ts.CallExpression } | undefined {
  const write = ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (!write || !ts.isBinaryExpression(write) || write.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  const call = write.right;
  if (!isPlainPath(write.left) || !ts.isCallExpression(call) || !/(^|\.)setTimeout$/u.test(call.expression.getText())) return undefined;
  return { target: write.left, call };
}

/** `clearTimeout(timer)`, also under `if (timer)`. */
function cancelOf(statement: ts.Statement): readonly { readonly timer: ts.Expression; readonly call: ts.CallExpression }[] {
  const isTest = ts.isIfStatement(statement) && !statement.elseStatement;
  return [statement, ...ownNodes(statement)].filter(ts.isCallExpression).flatMap((call) => {
    const [timer] = call.arguments;
    if (!timer || !/(^|\.)clearTimeout$/u.test(call.expression.getText())) return [];
    const isAlways = ts.isExpressionStatement(statement) || (isTest && statement.expression.getText().startsWith(timer.getText()));
    return isAlways ? [{ timer, call }] : [];
  });
}

/** Something that the timer calls is called by the function itself too; of work that only has a name, any other call may be it. */
function isDoneOtherwise(start: ts.CallExpression, statements: readonly ts.Statement[]): boolean {
  const [work] = start.arguments;
  if (!work) return true;
  const called = statements
    .flatMap((statement) => [statement, ...ownNodes(statement)].filter(ts.isCallExpression))
    .map(({ expression }) => expression.getText())
    .filter((name) => !/(^|\.)(clear|set)Timeout$/u.test(name));
  if (!ts.isFunctionLike(work)) return called.length > 0;
  const later = new Set(ownCalls(work).map(({ expression }) => expression.getText()));
  return called.some((name) => later.has(name));
}

/** Made anew by each call: then there is no earlier timer to cancel. */
function isLocal(target: ts.Expression, unit: ts.Node): boolean {
  let root = target;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root)) return false;
  const place = scopesAround(root).declaring(root);
  return place !== undefined && ts.findAncestor(place, (above) => above === unit) !== undefined;
}
