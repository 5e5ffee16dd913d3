import { ts } from 'ts-morph';
import { isPlainPath, ownNodes } from '../../ownCode.ts';
import { openScopes } from '../../localScopes.ts';
import { quote } from '../outlineWords.ts';
import type { PatternDetector, Recognised } from '../patternDetector.ts';
import { functionOf, isSameCode, statementsOf } from '../unitBody.ts';

/**
 * A pending timer that each call cancels and starts anew, in the unit or in a function it makes.
 *
 *     function debounce(fn, ms) { let timer; return (...args) => { clearTimeout(timer); timer = setTimeout(() => fn(...args), ms); }; }
 */
export const restartedTimer: PatternDetector = {
  id: 'debounce',
  recognise({ node }) {
    if (!functionOf(node)) return undefined;
    const inner = ownNodes(node).filter(ts.isFunctionLike);
    for (const each of [node, ...inner]) {
      const found = restartIn(each);
      if (found) return found;
    }
    return undefined;
  },
};

function restartIn(node: ts.Node): Recognised | undefined {
  const statements = statementsOf(node);
  for (const [position, statement] of statements.entries()) {
    const start = timerStart(statement);
    if (!start || isLocal(start.target, node)) continue;
    const cancel = statements
      .slice(0, position)
      .flatMap(cancelOf)
      .find((each) => isSameCode(each.timer, start.target));
    const [work, delay] = start.call.arguments;
    const wait = delay && quote(delay);
    const name = quote(start.target);
    if (!cancel || !work || !wait || !name) continue;
    const unit = ts.isNumericLiteral(delay) ? `${delay.text} ms` : `${wait} ms`;
    return {
      title: `Debounce: acts after ${ts.isNumericLiteral(delay) ? unit : `${wait} ms`} of quiet`,
      text: `Each call cancels the timer in ${name} and starts it again: of calls closer together than ${unit}, only the last one takes effect.`,
      on: [cancel.node, start.call],
    };
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
function cancelOf(statement: ts.Statement): readonly { readonly timer: ts.Expression; readonly node: ts.Node }[] {
  const isTest = ts.isIfStatement(statement) && !statement.elseStatement;
  const calls = [statement, ...ownNodes(statement)].filter(ts.isCallExpression);
  return calls.flatMap((call) => {
    const [timer] = call.arguments;
    if (!timer || !/(^|\.)clearTimeout$/u.test(call.expression.getText())) return [];
    const unconditional = ts.isExpressionStatement(statement) || (isTest && statement.expression.getText().startsWith(timer.getText()));
    return unconditional ? [{ timer, node: call }] : [];
  });
}

/** Made anew by each call: then there is no earlier timer to cancel. */
function isLocal(target: ts.Expression, unit: ts.Node): boolean {
  let root = target;
  while (ts.isPropertyAccessExpression(root)) root = root.expression;
  if (!ts.isIdentifier(root)) return false;
  const place = openScopes().declaring(root);
  return place !== undefined && ts.findAncestor(place, (above) => above === unit) !== undefined;
}
